import { Ajv } from 'ajv';
import type { RuleName } from '../lint/finding.ts';
import type { Severity } from '../lint/severity.ts';
import { byRuleCode, type Problems, readChecked } from './checked-yaml.ts';
import { projectFileSchema } from './project-file.schema.ts';

/** What the file of a repository says; what it leaves out has a default. */
export interface ProjectFile {
  /** Keyed by code. */
  readonly rules: ReadonlyMap<string, Severity | 'off'>;
  readonly failLevel?: Severity | 'none';
  readonly showLevel?: Severity;
  readonly maxWarnings?: number;
  readonly kubernetesVersion?: string;
  /** From the folder of the file. */
  readonly baseline?: string;
  /** As in .gitignore. */
  readonly exclude?: readonly string[];
}

/** Reads the file of a repository, in YAML or JSON. */
export function readProjectFile(text: string, rules: readonly RuleName[]): ProjectFile | Problems {
  const checked = readChecked(text, new Ajv({ allErrors: true, verbose: true }).compile(projectFileSchema));
  if ('problems' in checked) return checked;
  const written = checked.value as WrittenFile;
  const settings = byRuleCode(written.rules ?? {}, rules);
  return 'problems' in settings ? settings : { ...written, rules: settings };
}

interface WrittenFile extends Omit<ProjectFile, 'rules'> {
  readonly rules?: Readonly<Record<string, Severity | 'off'>>;
}
