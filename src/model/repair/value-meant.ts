import { placeholderIn } from '../placeholder.ts';
import type { Problem } from '../problem.ts';
import { cidrMeant } from './cidr-meant.ts';
import { operatorMeant } from './repair-labels.ts';
import { portMeant, protocolNamed } from './repair-port.ts';
import { typeMeant } from './repair-spec.ts';

/** The single value that can only be meant where the API server refuses another one; undefined where a person has to say. */
export function valueMeant(problem: Problem): string | number | undefined {
  const { path, value } = problem;
  if (placeholderIn(problem) !== undefined) return undefined;
  const field = String(path.findLast((step) => typeof step === 'string'));
  if (path[0] === 'metadata' || path.at(-2) === 'matchLabels' || field === 'values')
    return textTyped(problem);
  if (path[0] !== 'spec' || typeof value !== 'string' || !Object.hasOwn(meantIn, field)) return undefined;
  const isOne = !lists.has(field) || typeof path.at(-1) === 'number';
  const meant = isOne ? meantIn[field]?.(value) : undefined;
  return meant === value ? undefined : meant;
}

/** What was typed as text, and read as a number or a truth value for want of quotes. */
function textTyped({ value, text }: Problem): string | undefined {
  return typeof value === 'boolean' || typeof value === 'number' ? text : undefined;
}

const meantIn: Readonly<Record<string, (value: string) => string | number | undefined>> = {
  policyTypes: typeMeant,
  protocol: protocolNamed,
  operator: operatorMeant,
  port: portOf,
  endPort: portOf,
  cidr: cidrMeant,
  except: cidrMeant,
};

/** Fields whose items are single values. */
const lists: ReadonlySet<string> = new Set(['policyTypes', 'except']);

function portOf(value: string): string | number | undefined {
  const port = portMeant(value);
  return port !== undefined && /^\d+$/.test(port) ? Number(port) : port;
}
