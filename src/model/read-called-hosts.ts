import { calledHostKey, type CalledHost } from './called-host.ts';
import { type HostText, hostsIn } from './host-text.ts';
import { isJsonObject, listAt, textAt, valueAt } from './json.ts';

/** What the ConfigMap of that name holds, as far as it is known. */
export type Configuration = (name: string) => ReadonlyMap<string, string> | undefined;

/** More of them are no list that somebody calls. */
const mostHosts = 32;
const mostVariables = 200;

/** Characters of a pod that are looked through; longer are scripts and whole files. */
const mostText = 32_768;

/**
 * The hosts that the containers of a PodSpec are given by the values of their environment, by arguments and commands; each
 * port of a host once. Undefined where there are none, as in most pods that serve.
 */
export function readCalledHosts(
  podSpec: unknown,
  configuration: Configuration,
): readonly CalledHost[] | undefined {
  const found = new Map<string, CalledHost>();
  let left = mostText;
  const containers = [...listAt(podSpec, 'containers'), ...listAt(podSpec, 'initContainers')];
  for (const container of containers) {
    for (const { by, to, ...about } of textsOf(container, configuration)) {
      const text = about.text.slice(0, left);
      left -= text.length;
      for (const host of hostsIn({ ...about, text })) {
        const called = { ...host, by, to };
        const key = calledHostKey({ ...called, by: '', to: 'container' });
        if (found.size < mostHosts && !found.has(key)) found.set(key, called);
      }
    }
  }
  return found.size === 0 ? undefined : [...found.values()];
}

type PlacedText = HostText & Pick<CalledHost, 'by' | 'to'>;

function* textsOf(container: unknown, configuration: Configuration): Generator<PlacedText> {
  const variables = variablesOf(container, configuration);
  const beside = (name: string): string | undefined =>
    variables.find((each) => each.name.toLowerCase() === name)?.text;
  for (const { name, text, to } of variables) yield { text, name, beside, by: name, to };
  const words = ['command', 'args'].flatMap((field) =>
    listAt(container, field).flatMap((word) => (typeof word === 'string' ? { field, word } : [])),
  );
  if (words.length === 0) return;
  const by = words.some(({ field }) => field === 'args') ? 'args' : 'command';
  yield { text: words.map(({ word }) => word).join('\n'), name: '', by, to: 'container' };
}

interface Variable {
  readonly name: string;
  readonly text: string;
  readonly to: CalledHost['to'];
}

/** What `env` says goes before `envFrom`. */
function variablesOf(container: unknown, configuration: Configuration): readonly Variable[] {
  const own = listAt(container, 'env').slice(0, mostVariables);
  const variables: Variable[] = [];
  for (const entry of own) {
    const name = textAt(entry, 'name');
    const text = textAt(entry, 'value') ?? fromConfiguration(entry, configuration);
    if (name !== undefined && text !== undefined) variables.push({ name, text, to: 'container' });
  }
  const sources = listAt(container, 'envFrom');
  if (sources.length === 0) return variables;
  const names = new Set(own.map((entry) => textAt(entry, 'name')));
  return [...variables, ...sources.flatMap((source) => wholeOf(source, configuration))]
    .filter(({ name, to }) => to === 'container' || !names.has(name))
    .slice(0, mostVariables);
}

function wholeOf(source: unknown, configuration: Configuration): readonly Variable[] {
  const name = textAt(source, 'configMapRef', 'name');
  const prefix = textAt(source, 'prefix') ?? '';
  const data = name === undefined ? undefined : configuration(name);
  return [...(data ?? [])].map(([key, text]) => ({ name: `${prefix}${key}`, text, to: 'everyone' }));
}

function fromConfiguration(entry: unknown, configuration: Configuration): string | undefined {
  const name = textAt(entry, 'valueFrom', 'configMapKeyRef', 'name');
  const key = textAt(entry, 'valueFrom', 'configMapKeyRef', 'key');
  return name === undefined || key === undefined ? undefined : configuration(name)?.get(key);
}

/** The texts of a ConfigMap by their keys. */
export function readConfigMap(value: unknown): ReadonlyMap<string, string> {
  const data = valueAt(value, 'data');
  const entries = isJsonObject(data) ? Object.entries(data) : [];
  return new Map(entries.flatMap(([key, text]) => (typeof text === 'string' ? [[key, text] as const] : [])));
}
