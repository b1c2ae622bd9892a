import { dump } from 'js-yaml';
import type { Configuration } from './configuration.ts';

/** The configuration as YAML, in the words of the configuration file where it has them. */
export function printConfiguration(configuration: Configuration): string {
  const written = { ...configuration, rules: Object.fromEntries(configuration.rules) };
  return dump(written, { skipInvalid: true, noRefs: true });
}
