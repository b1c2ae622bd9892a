import { fitsField, type UnknownField, unknownFields } from '../fields.ts';
import { hasField, isJsonObject, valueAt } from '../json.ts';
import { labelKeyFaults, labelValueFaults, portNameFaults } from '../keywords/names.ts';
import { protocols } from '../networkpolicy.ts';
import type { Path } from '../pointer.ts';
import { quote, shorten } from '../prose.ts';
import { strayOf } from '../stray.ts';
import { beyondNetworkPolicy } from './beyond-networkpolicy.ts';
import { asComment, isComment } from './foreign-comment.ts';
import { rangeIn } from './repair-port.ts';
import { repairFor } from './repair.ts';

/** What to write for a field that NetworkPolicy does not have; `similar` is the nearest that it has at this place. */
export function repairForStray(field: UnknownField, similar: string | undefined, document: unknown): string {
  const value = valueAt(document, ...field.path);
  const blank = asBlank(String(field.path.at(-1)), similar);
  if (blank !== undefined) return blank;
  if (isComment(String(field.path.at(-1)))) return asComment;
  return (
    otherwiseMeant(field, document) ??
    (similar === undefined ? labelMeant(field, value) : renamed(field, similar, value)) ??
    `known here: ${field.known.join(', ')}`
  );
}

/** What to do about a dash, or what looks like blanks and is none, that has become the beginning of a name. */
function asBlank(name: string, similar: string | undefined): string | undefined {
  if (similar === undefined && /^-\w/.test(name))
    return `write a blank behind the dash: - ${shorten(name.slice(1))}`;
  return /^[\u00A0\u2000-\u200B\u202F\u3000]/.test(name)
    ? 'write plain spaces before it: those that are there are no-break spaces, a part of the name'
    : undefined;
}

/** The name under which the value can stand where it stands, if that is all there is to be repaired. */
export function nameMeant(
  field: UnknownField,
  similar: string | undefined,
  document: unknown,
): string | undefined {
  const value = valueAt(document, ...field.path);
  if (isPortOfPods(field, value, document)) return 'port';
  if (similar === undefined || value === null || otherwiseMeant(field, document) !== undefined)
    return undefined;
  const parent = field.path.slice(0, -1);
  const isFree = valueAt(document, ...parent, similar) === undefined;
  const hasStart = similar !== 'endPort' || valueAt(document, ...parent, 'port') !== undefined;
  const isAllThereIs =
    renamed(field, similar, value) === `write ${similar}` && !holdsForeign([...parent, similar], value);
  return isFree && hasStart && isAllThereIs ? similar : undefined;
}

/** Whether something in a value has no place in the field that it is to stand in: then it is that of another kind of policy. */
function holdsForeign(path: Path, value: unknown): boolean {
  const around = path.reduceRight<unknown>(
    (inner, step) => (typeof step === 'number' ? [inner] : { [step]: inner }),
    value,
  );
  return unknownFields(around).some((field) => {
    const stray = strayOf(field, around);
    if (stray.kind === 'unknown') return stray.nearest === undefined;
    return stray.belongs.includes('[]') || valueAt(around, ...stray.belongs) !== undefined;
  });
}

/** What to write instead of a field that says what is said in another way here, or cannot be said. */
function otherwiseMeant(field: UnknownField, document: unknown): string | undefined {
  const value = valueAt(document, ...field.path);
  return (
    gluedIn(field, value) ??
    ofRule(field, value) ??
    ofProtocol(field, value) ??
    portMeant(field, value, document) ??
    namesMeant(field, value) ??
    beyondNetworkPolicy(String(field.path.at(-1)), value)
  );
}

/** A known field and its value that YAML takes for a key, since no blank follows the colon. */
function gluedIn({ path, known }: UnknownField, value: unknown): string | undefined {
  const [, field = '', text] = /^(\w+):(.+)$/.exec(String(path.at(-1))) ?? [];
  return value === null && text !== undefined && known.includes(field)
    ? `write a blank after the colon: ${field}: ${shorten(text)}`
    : undefined;
}

/** The value as it has to be under the name that was meant. */
function renamed({ path }: UnknownField, similar: string, value: unknown): string {
  const place = [...path.slice(0, -1), similar];
  if (path.at(-1) === 'metadata') return `write ${similar} instead of metadata and labels`;
  if (value === null || fitsField(place, value)) return `write ${similar}`;
  const repair = repairFor({ path: place, type: 'Undecodable', detail: '', value });
  return repair.includes(similar) ? repair : repair.replace(/^write /, `write ${similar} with `);
}

/** What stands in a rule of other kinds of policy, and people, beside or around the peers and the ports. */
function ofRule({ path, known }: UnknownField, value: unknown): string | undefined {
  if (!known.includes('ports')) return undefined;
  const name = String(path.at(-1));
  const isEnd = ['source', 'destination'].includes(name) && isJsonObject(value);
  const direction = String(path[1]);
  if (name === 'name') return 'delete it, or write it as a comment: rules have no name';
  if (!isEnd) return undefined;
  if ((name === 'source') === (direction === 'ingress'))
    return `write ${known[0]} with a list of peers: podSelector, namespaceSelector or ipBlock`;
  return hasField(value, 'ports')
    ? `write its ports as ports of the rule: the pods of spec.podSelector are the ${name}`
    : `delete it: the pods of spec.podSelector are the ${name}`;
}

/** What to write for a port of a Service, a container or a node; undefined for any other field. */
function portMeant({ path, known }: UnknownField, value: unknown, document: unknown): string | undefined {
  const name = String(path.at(-1));
  if (!known.includes('endPort') || !(ofPods.has(name) || ofNodes.has(name))) return undefined;
  const port = valueAt(document, ...path.slice(0, -1), 'port');
  if (name === 'name' && port !== undefined) return 'delete it: what is in ports has no name';
  const isNamed = ofPods.has(name) && mayBePort(value);
  const meant = isNamed ? `port: ${shorten(String(value))}` : 'as port what the pods listen on';
  if (port === undefined) return isNamed ? `write ${meant}` : `write ${meant}: ${reason}`;
  return port === value ? 'delete it: port says the same' : `delete it and write ${meant}: ${reason}`;
}

/** What a container or the target of a Service calls its port, where that is all that is said of one. */
function isPortOfPods({ path, known }: UnknownField, value: unknown, document: unknown): boolean {
  const entry = valueAt(document, ...path.slice(0, -1));
  const ports = isJsonObject(entry)
    ? Object.keys(entry).filter((name) => name === 'port' || ofPods.has(name))
    : [];
  return (
    known.includes('endPort') &&
    ports.length === 1 &&
    ports[0] === path.at(-1) &&
    ports[0] !== 'name' &&
    mayBePort(value)
  );
}

/** A port under the name of its protocol, or a range as a mapping. */
function ofProtocol({ path, known }: UnknownField, value: unknown): string | undefined {
  const name = String(path.at(-1)).toUpperCase();
  const isPort = known.includes('endPort') && mayBePort(value);
  const range = rangeIn(value);
  if (range !== undefined) return range;
  const number = Number(name);
  if (known.includes('endPort') && number > 0 && protocols.some((protocol) => protocol === value))
    return `write port: ${number} and protocol: ${String(value)}`;
  return isPort && protocols.some((protocol) => protocol === name)
    ? `write port: ${shorten(String(value))} and protocol: ${name}`
    : undefined;
}

function mayBePort(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && portNameFaults(value).length === 0);
}

const reason = 'policies see the port of the pod';

/** Fields of other kinds that hold the port of a pod, and those that hold one of its node. */
const ofPods: ReadonlySet<string> = new Set(['targetPort', 'containerPort', 'namedPort', 'name']);
const ofNodes: ReadonlySet<string> = new Set(['nodePort', 'hostPort']);

/** The names of namespaces, as selectors of other kinds take them. */
function namesMeant({ path }: UnknownField, value: unknown): string | undefined {
  const [selector, name] = path.slice(-2);
  if (name === 'any') return `write ${selector}: {} for all`;
  if (selector !== 'namespaceSelector' || name !== 'matchNames') return undefined;
  return repairFor({ path: path.slice(0, -1), type: 'Undecodable', detail: '', value });
}

/** A label written straight into a peer or a requirement. */
function labelMeant({ path, known }: UnknownField, value: unknown): string | undefined {
  const key = String(path.at(-1));
  if (typeof value !== 'string' || labelKeyFaults(key).length > 0 || labelValueFaults(value).length > 0)
    return undefined;
  if (known.includes('operator')) return `write {key: ${key}, operator: In, values: [${quote(value)}]}`;
  return known.includes('ipBlock')
    ? `if it is a label of the pods, write podSelector: {matchLabels: {${key}: ${quote(value)}}}`
    : undefined;
}
