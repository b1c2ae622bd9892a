import type { ValidationContext } from './keywords/check.ts';
import type { NetworkPolicyObject } from './networkpolicy-object.ts';
import { decodes, judges } from './networkpolicy.generated.ts';
import { type Path, fromPointer } from './pointer.ts';
import type { Problem } from './problem.ts';
import type { TypeError } from './validators.ts';

const mostProblems = 1000;

/** Whether JSON decodes into the Go types of a NetworkPolicy; says nothing about what the values mean. */
export function isDecodable(value: unknown): value is NetworkPolicyObject {
  return decodes(value);
}

/**
 * Why an API server refuses the value; nothing when it accepts it. What cannot be decoded is not judged any further.
 * Gives up after about a thousand problems, and about a hundred of one list.
 */
export function validateNetworkPolicy(value: unknown, context: ValidationContext): readonly Problem[] {
  if (!decodes(value)) return (decodes.errors ?? []).map((error) => typeProblem(value, error));
  if (judges.call(context, value)) return [];
  const problems: Problem[] = [];
  for (const { instancePath, params } of judges.errors ?? []) {
    const path = pathIn(value, instancePath);
    for (const problem of params.problems) problems.push({ ...problem, path: [...path, ...problem.path] });
    if (problems.length >= mostProblems) break;
  }
  const undecodable = problems.filter((problem) => problem.type === 'Undecodable');
  return undecodable.length > 0 ? undecodable : problems;
}

function typeProblem(root: unknown, { instancePath, keyword, params }: TypeError): Problem {
  const path = pathIn(root, instancePath);
  const detail = keyword === 'type' ? describeTypes(params.type) : 'must be a whole number that Go can hold';
  return { path, type: 'Undecodable', detail, value: follow(root, path) };
}

const typeNames: Readonly<Record<string, string>> = {
  object: 'a mapping',
  array: 'a list',
  string: 'a string',
  integer: 'a whole number',
  boolean: 'true or false',
};

function describeTypes(types: TypeError['params']['type']): string {
  const names = [types ?? []].flat().flatMap((type) => typeNames[type] ?? []);
  return `must be ${names.join(' or ')}`;
}

/** ajv's pointer with numbers where the value has a list: a pointer alone cannot tell `/0` in a list from a key "0". */
function pathIn(root: unknown, pointer: string): Path {
  const path: (string | number)[] = [];
  let current = root;
  for (const step of fromPointer(pointer)) {
    path.push(Array.isArray(current) ? Number(step) : step);
    current = follow(current, [step]);
  }
  return path;
}

function follow(root: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, step) => (value as Readonly<Record<string | number, unknown>>)[step],
    root,
  );
}
