import { defineRule, type Draft } from '../lint/rule.ts';
import { unknownFields } from '../model/fields.ts';
import { hasField, listAt, textAt, valueAt } from '../model/json.ts';
import { namespaceNameLabel } from '../model/namespace.ts';
import { type Path, toFieldPath, toPlace, toPointer } from '../model/pointer.ts';
import { leavesOnlyItems, patchOfMoves } from '../model/repair/moves.ts';
import { labelMeant } from '../model/repair/repair-labels.ts';
import { enumerate, shorten } from '../model/prose.ts';
import { type Stray, strayOf } from '../model/stray.ts';
import { eachTypedPeer } from '../model/typed-parts.ts';
import { meaningWithout, refusalWithout } from '../semantics/remainder.ts';

/** NP103: a field of NetworkPolicy where it does not belong; the API server drops it like an unknown one. */
export const misplacedField = defineRule({
  code: 'NP103',
  name: 'misplaced-field',
  severity: 'error',
  confidence: 'certain',
  admission: 'deny',
  summary: 'A field of NetworkPolicy at a place where it does not belong; the API server drops it there.',
  needs: ['raw'],
  uses: ['policy'],
  *check({ raw, policy }) {
    for (const group of misplacedTogether(raw.value)) {
      const [first] = group;
      const meaning =
        policy === undefined
          ? refusalWithout(first.path, raw.value)
          : meaningWithout(inSpec(first.path, first.stray), policy);
      const without = meaning === undefined ? '' : `: ${meaning}`;
      yield {
        path: first.path,
        message: `${subjectOf(group)} misplaced and dropped${without}`,
        help: advise(group, raw.value),
        ...moving(group, raw.value),
      };
    }
    yield* requirementsAsLabels(raw.value);
  },
});

interface Misplaced {
  readonly path: Path;
  readonly stray: Exclude<Stray, { readonly kind: 'unknown' }>;
}

type Group = readonly [Misplaced, ...Misplaced[]];

/** Fields that stand in one mapping and belong in one: whoever moves the first moves them all. */
function misplacedTogether(document: unknown): readonly Group[] {
  const groups = new Map<string, [Misplaced, ...Misplaced[]]>();
  for (const field of unknownFields(document)) {
    const stray = strayOf(field, document);
    if (stray.kind === 'unknown') continue;
    const home = toPointer(stray.belongs.slice(0, -1));
    const key = `${stray.kind} ${toPointer(field.path.slice(0, -1))} ${home}`;
    const misplaced = { path: field.path, stray };
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [misplaced]);
    else group.push(misplaced);
  }
  return [...groups.values()];
}

function subjectOf(group: Group): string {
  const [{ path, stray }, ...others] = group;
  const noun = stray.kind === 'label' ? 'label' : 'field';
  if (others.length === 0) return `${noun} ${toFieldPath(path)} is`;
  const names = enumerate(
    group.map((each) => String(each.path.at(-1))),
    4,
  );
  const parent = toFieldPath(path.slice(0, -1));
  return `${noun}s ${names}${parent === '' ? '' : ` of ${parent}`} are`;
}

function advise([{ path, stray }, ...others]: Group, document: unknown): string {
  const mapping = toPlace(stray.belongs.slice(0, -1));
  const label = labelInKey(path, document);
  if (label !== undefined) return `write ${label} under ${mapping}`;
  if (stray.kind === 'label')
    return `write ${others.length > 0 ? 'them' : 'it'} under ${mapping}${asNameOfNamespace(path)}`;
  if (others.length > 0) return `they belong in ${mapping}`;
  return (
    otherDirection(path) ??
    ruleOfItsOwn(path, document) ??
    `it belongs at ${toPlace(stray.belongs)}${orElse(path)}`
  );
}

/** The label that is written as `app=web` where YAML takes all of it for a key. */
function labelInKey(path: Path, document: unknown): string | undefined {
  return valueAt(document, ...path) === null ? labelMeant(path.at(-1)) : undefined;
}

function asNameOfNamespace(path: Path): string {
  return path.at(-2) === 'namespaceSelector' && /^name(space)?$/.test(String(path.at(-1)))
    ? `, as ${namespaceNameLabel} if the name of the namespace is meant`
    : '';
}

/** Where several peers have ports of their own, one list for all of them is not what they say. */
function ruleOfItsOwn(path: Path, document: unknown): string | undefined {
  const [, , , list, position, field] = path;
  if (path.length !== 6 || field !== 'ports') return undefined;
  const peers = listAt(document, ...path.slice(0, -2));
  return peers.some((peer, index) => index !== position && hasField(peer, 'ports'))
    ? `make a rule of this peer, with ports beside ${list}`
    : undefined;
}

/** Under spec it may have been meant for the pods that the policy is for. */
function orElse(path: Path): string {
  return path.length === 2 && path[1] === 'namespaceSelector'
    ? '; where the policy applies is said by metadata.namespace'
    : '';
}

/** The fields go where they belong, unless something else may be meant. */
function moving(group: Group, document: unknown): Pick<Draft, 'fix'> {
  const [{ path }] = group;
  const others = [otherDirection(path), ruleOfItsOwn(path, document), labelInKey(path, document)];
  if (others.some((other) => other !== undefined) || orElse(path) !== '') return {};
  const moves = group.map(({ path: from, stray: { belongs } }) => ({ from, to: belongs }));
  const patch = patchOfMoves(moves, document);
  const isCertain = leavesOnlyItems(moves, document) && asNameOfNamespace(path) === '';
  return patch === undefined ? {} : { fix: { safe: isCertain, patch } };
}

/** Where in spec a field is missing: there it stands, or there it belongs. */
function inSpec(path: Path, stray: Stray): Path {
  return path[0] === 'spec' || stray.kind === 'unknown' ? path : stray.belongs;
}

/** `to` in an ingress rule, or `from` in an egress rule: the word is wrong more often than the place. */
function otherDirection(path: Path): string | undefined {
  const [, direction, , field] = path;
  if (path.length !== 4) return undefined;
  if (direction === 'ingress' && field === 'to') return 'write from, or move the rule to spec.egress';
  return direction === 'egress' && field === 'from'
    ? 'write to, or move the rule to spec.ingress'
    : undefined;
}

/** Requirements whose fields are written under matchLabels, where the API server takes them for labels. */
function* requirementsAsLabels(document: unknown): Iterable<Draft> {
  for (const path of selectorsIn(document)) {
    const labels = valueAt(document, ...path, 'matchLabels');
    const [key, operator, values] = ['key', 'operator', 'values'].map((field) => textAt(labels, field));
    // Of values that are no text NP101 says that they are refused.
    if (key === undefined || !isOperator(operator) || (hasField(labels, 'values') && values === undefined))
      continue;
    const list = operator.endsWith('In') ? `, values: [${shorten(values ?? 'VALUE')}]` : '';
    yield {
      path: [...path, 'matchLabels', 'operator'],
      message: `under matchLabels the fields of a requirement are labels: ${toFieldPath(path)} asks for operator=${operator}`,
      help: `write matchExpressions: - {key: ${shorten(key)}, operator: ${operator}${list}}`,
    };
  }
}

function selectorsIn(document: unknown): readonly Path[] {
  const ofPeers = eachTypedPeer(document).flatMap(({ path }) => [
    [...path, 'podSelector'],
    [...path, 'namespaceSelector'],
  ]);
  return [['spec', 'podSelector'], ...ofPeers];
}

function isOperator(text: string | undefined): text is string {
  return text !== undefined && ['In', 'NotIn', 'Exists', 'DoesNotExist'].includes(text);
}
