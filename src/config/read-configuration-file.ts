import { Ajv, type ErrorObject } from 'ajv';
import { loadAll } from 'js-yaml';
import type { RuleSetting } from '../lint/ruleset.ts';
import { isJsonObject } from '../model/json.ts';
import { nearest } from '../model/nearest.ts';
import { fromPointer, toFieldPath } from '../model/pointer.ts';
import type { Configuration } from './configuration.ts';
import { configurationFileSchema } from './configuration-file.schema.ts';

/** What a configuration file says; what it leaves out has a default. */
export interface ConfigurationFile {
  readonly rules: ReadonlyMap<string, RuleSetting>;
  readonly defaults: Partial<Configuration['defaults']>;
  readonly exemptions: Partial<Configuration['exemptions']>;
  readonly listeners: {
    readonly [Face in 'admission' | 'probes' | 'metrics' | 'lint']?: {
      readonly host?: string;
      readonly port?: number;
    };
  };
  readonly certificate?: Configuration['certificate'];
  readonly strictCidr?: boolean;
  readonly drainSeconds?: number;
  readonly lintRequestsPerMinute?: number;
  readonly logLevel?: Configuration['logLevel'];
}

/** The names that the rules go by. */
export interface RuleName {
  readonly code: string;
  readonly name: string;
}

/** A file that says nothing. */
export const emptyFile: ConfigurationFile = { rules: new Map(), defaults: {}, exemptions: {}, listeners: {} };

const validate = new Ajv({ allErrors: true, verbose: true }).compile(configurationFileSchema);

/** Reads a configuration file in YAML or JSON, or says everything that is wrong with it, each in one sentence. */
export function readConfigurationFile(
  text: string,
  rules: readonly RuleName[],
): ConfigurationFile | { readonly problems: readonly string[] } {
  let value: unknown;
  try {
    const documents = loadAll(text);
    if (documents.length > 1) return { problems: ['the file: must be one document'] };
    value = documents[0] ?? {};
  } catch (error) {
    return { problems: [error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'cannot be read'] };
  }
  if (!validate(value)) return { problems: (validate.errors ?? []).map(describe) };
  const written = value as WrittenFile;
  const settings = settingsOf(written.rules ?? {}, rules);
  if ('problems' in settings) return settings;
  return { ...emptyFile, ...written, rules: settings };
}

interface WrittenFile extends Omit<ConfigurationFile, 'rules'> {
  readonly rules?: Readonly<Record<string, RuleSetting>>;
}

function settingsOf(
  written: Readonly<Record<string, RuleSetting>>,
  rules: readonly RuleName[],
): Map<string, RuleSetting> | { readonly problems: readonly string[] } {
  const settings = new Map<string, RuleSetting>();
  const problems: string[] = [];
  for (const [key, setting] of Object.entries(written)) {
    const rule = rules.find(({ code, name }) => code === key || name === key);
    if (rule !== undefined && settings.has(rule.code))
      problems.push(`rules.${key}: ${rule.code} ${rule.name} is set twice`);
    else if (rule !== undefined) settings.set(rule.code, setting);
    else
      problems.push(
        `rules.${key}: there is no such rule${suggestion(
          key,
          rules.flatMap(({ code, name }) => [code, name]),
        )}`,
      );
  }
  return problems.length === 0 ? settings : { problems };
}

function describe({ instancePath, keyword, params, message, parentSchema }: ErrorObject): string {
  const place = toFieldPath(fromPointer(instancePath)) || 'the file';
  if (keyword === 'additionalProperties') {
    const { additionalProperty: key } = params as { readonly additionalProperty: string };
    const known: unknown = (parentSchema as { readonly properties?: unknown }).properties;
    return `${place}: there is no setting ${key}${suggestion(key, isJsonObject(known) ? Object.keys(known) : [])}`;
  }
  if (keyword === 'enum') {
    return `${place}: must be one of ${(params as { readonly allowedValues: readonly string[] }).allowedValues.join(', ')}`;
  }
  return `${place}: ${keyword === 'pattern' ? 'must be NAMESPACE/NAME' : (message ?? 'is not valid')}`;
}

function suggestion(word: string, candidates: readonly string[]): string {
  const similar = nearest(word, candidates);
  return similar === undefined ? '' : `; did you mean ${similar}?`;
}
