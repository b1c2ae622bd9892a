import { unknownFields } from './fields.ts';
import type { Path } from './pointer.ts';
import { rememberedOf } from './remembered.ts';
import { strayOf } from './stray.ts';

/** Whether a document as typed has a field for its spec that the API server drops, so that the rest is not what was meant. */
export function losesOfSpec(document: unknown): boolean {
  return (
    unknownFields(document).some(({ path }) => path[0] === 'spec') ||
    lostPlaces(document).some(([field]) => field === 'spec')
  );
}

/** Whether something that the API server drops was meant to stand at a place, or somewhere in it. */
export function isLostAt(document: unknown, path: Path): boolean {
  return lostPlaces(document).some((place) => path.every((step, index) => step === place[index]));
}

/** Where what the API server drops was meant to stand. */
function lostPlaces(document: unknown): readonly Path[] {
  return typeof document === 'object' && document !== null ? lostPlacesIn(document) : [];
}

const lostPlacesIn = rememberedOf((document: object): readonly Path[] =>
  unknownFields(document).map((field) => {
    const stray = strayOf(field, document);
    return stray.kind === 'unknown' ? [...field.path.slice(0, -1), stray.nearest ?? ''] : stray.belongs;
  }),
);
