import { enumerate } from '../model/prose.ts';
import { textAt } from '../model/json.ts';
import type { Document } from '../source/document.ts';
import { listedPaths } from './kustomization.ts';
import { labelsOf, type Supposition } from './kustomize.ts';
import { type Fields, without } from './kustomize-labels.ts';
import { folderOf, resolvePath } from './paths.ts';

/** A finding on a selector that goes when the kustomizations are read as supposed. */
export interface Case {
  /** What the selector requires, and what it would under the supposition. */
  readonly built: Fields;
  readonly supposed: Fields;
  readonly file: string;
}

/** What is said of findings that one supposition makes go. */
export interface Advice {
  readonly supposed: Supposition;
  /** Whether the supposition makes a difference to a kustomization, or by it to one of the files. */
  readonly concerns: (kustomization: Document, files: readonly string[]) => boolean;
  readonly help: (about: Case, kustomizations: readonly Document[]) => string | undefined;
}

/** Each way in which a kustomization could be meant otherwise, in the order in which they are tried. */
export const advices: readonly Advice[] = [
  {
    supposed: 'no selectors',
    concerns: ({ value }) => hasAny(labelsOf(value, ['includeSelectors'])),
    help: ({ built, supposed }, kustomizations) => {
      const added = without(built, supposed);
      const by = kustomizations.find(({ value }) => shares(labelsOf(value, ['includeSelectors']), added));
      return by === undefined
        ? undefined
        : `kustomize adds ${termsOf(added)} to this selector: in ${by.file} use labels with includeTemplates, without includeSelectors`;
    },
  },
  {
    supposed: 'all templates',
    concerns: ({ value }) => hasAny(without(labelsOf(value, []), labelsOf(value, furtherThanObjects))),
    help: ({ built }, kustomizations) => {
      for (const { value, file } of kustomizations) {
        const missed = without(labelsOf(value, []), labelsOf(value, furtherThanObjects));
        const wanted = Object.entries(missed).filter(([key, each]) => built[key] === each);
        if (wanted.length > 0)
          return `add includeTemplates: true to labels in ${file}: ${termsOf(Object.fromEntries(wanted))} does not reach pods without it`;
      }
      return undefined;
    },
  },
  {
    supposed: 'bare selectors',
    concerns: ({ value }) => affixOf(value) !== undefined,
    help: ({ built, supposed }, kustomizations) => {
      const bare = without(supposed, built);
      const by = kustomizations.find(({ value }) => affixOf(value) !== undefined);
      return by === undefined || !hasAny(bare)
        ? undefined
        : `write ${termsOf(bare)}: ${affixOf(by.value)} in ${by.file} changes names, not labels`;
    },
  },
  {
    supposed: 'all listed',
    concerns: (each, files) =>
      files.some((file) => isBeside(each, file) && !listedPaths(each).has(resolvePath('', file))),
    help: ({ file }, kustomizations) => {
      const path = resolvePath('', file);
      if (kustomizations.some((each) => listedPaths(each).has(path))) return undefined;
      const by = kustomizations.find((each) => isBeside(each, file));
      return by === undefined
        ? undefined
        : `list ${path.slice(path.lastIndexOf('/') + 1)} in resources of ${by.file}: what it does not list is never applied`;
    },
  },
];

const furtherThanObjects = ['includeTemplates', 'includeSelectors'];

function isBeside({ file = '' }: Document, other: string): boolean {
  return folderOf(resolvePath('', file)) === folderOf(resolvePath('', other));
}

function affixOf(value: unknown): 'namePrefix' | 'nameSuffix' | undefined {
  return (['namePrefix', 'nameSuffix'] as const).find((field) => textAt(value, field) !== undefined);
}

function hasAny(fields: Fields): boolean {
  return Object.keys(fields).length > 0;
}

function shares(fields: Fields, others: Fields): boolean {
  return Object.entries(others).some(([key, value]) => fields[key] === value);
}

function termsOf(labels: Fields): string {
  return enumerate(Object.entries(labels).map(([key, value]) => `${key}=${String(value)}`));
}
