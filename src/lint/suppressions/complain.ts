import { finish, type NumberedTarget } from '../finish.ts';
import type { NotEvaluated, ReportedFinding } from '../report.ts';
import { badSuppression } from '../reserved-codes.ts';
import type { Ruleset } from '../ruleset.ts';
import type { Target } from '../target.ts';
import { type Account, complaintsAbout } from './complaints.ts';
import type { Consequences } from './suppress.ts';
import type { Suppression } from './suppression.ts';

/** What complaints about the suppressions of a run rest on. */
export interface Accounts {
  readonly ruleset: Ruleset;
  readonly consequences: Consequences;
  /** Codes of rules that could not judge something in the run. */
  readonly unjudged: ReadonlySet<string>;
}

/** What is wrong with the suppressions of one object. */
export interface Complaints {
  readonly complaints: readonly ReportedFinding[];
  /** What says that there are more than are told. */
  readonly cut: readonly NotEvaluated[];
}

/** What is wrong with the suppressions of one object is told so often: its author may name any number of rules. */
const mostComplaints = 100;

const none: Complaints = { complaints: [], cut: [] };

/** The complaints about the suppressions that are to be accounted for with a target, in their order. */
export function complainAbout(numbered: NumberedTarget, accounts: Accounts): Complaints {
  const { suppressions, object, operation } = numbered.target;
  const { ruleset } = accounts;
  // Of an object that goes, what is written in it goes too.
  if (operation === 'DELETE') return none;
  const rule = ruleset.rules.find(({ code }) => code === badSuppression);
  const setting = ruleset.settings.get(badSuppression);
  if (suppressions === undefined || rule === undefined || setting?.severity === 'off') return none;
  const complaints: ReportedFinding[] = [];
  for (const suppression of suppressions.own) {
    const { location } = suppression;
    for (const draft of complaintsAbout(suppression, accountOf(suppression, accounts))) {
      if (complaints.length === mostComplaints) return { complaints, cut: [cutOff(object)] };
      const finding = finish(rule, draft, numbered, setting);
      complaints.push(location === undefined ? finding : { ...finding, location });
    }
  }
  return { complaints, cut: [] };
}

function accountOf(suppression: Suppression, { ruleset, consequences, unjudged }: Accounts): Account {
  return {
    ruleset,
    consequences: consequences.get(suppression) ?? new Map(),
    notEvaluated: unjudged,
  };
}

function cutOff(object: Target['object']): NotEvaluated {
  const reason = `of the suppressions that are at fault, only the first ${mostComplaints} are told`;
  return { code: badSuppression, reason, ...(object === undefined ? {} : { object }) };
}
