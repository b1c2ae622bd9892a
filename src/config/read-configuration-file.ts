import { Ajv } from 'ajv';
import type { RuleName } from '../lint/finding.ts';
import { tellsUnjudged } from '../lint/reserved-codes.ts';
import type { RuleSetting } from '../lint/ruleset.ts';
import { byRuleCode, type Problems, readChecked } from './checked-yaml.ts';
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

/** A file that says nothing. */
export const emptyFile: ConfigurationFile = { rules: new Map(), defaults: {}, exemptions: {}, listeners: {} };

const validate = new Ajv({ allErrors: true, verbose: true }).compile(configurationFileSchema);

/** Reads a configuration file in YAML or JSON, or says everything that is wrong with it, each in one sentence. */
export function readConfigurationFile(
  text: string,
  rules: readonly RuleName[],
): ConfigurationFile | Problems {
  const checked = readChecked(text, validate);
  if ('problems' in checked) return checked;
  const written = checked.value as WrittenFile;
  const settings = byRuleCode(written.rules ?? {}, rules);
  if ('problems' in settings) return settings;
  const muted = [...settings].filter(([code, { severity }]) => severity === 'off' && tellsUnjudged.has(code));
  if (muted.length > 0)
    return { problems: muted.map(([code]) => `rules.${code}: cannot be off: it tells what was not judged`) };
  return { ...emptyFile, ...written, rules: settings };
}

interface WrittenFile extends Omit<ConfigurationFile, 'rules'> {
  readonly rules?: Readonly<Record<string, RuleSetting>>;
}
