import { inventoryKinds, type InventoryKind } from '../../model/inventory.ts';
import type { Draft, EvidenceKind, Rule } from '../rule.ts';
import { ruleCalled, type Ruleset } from '../ruleset.ts';
import { type Consequence, isDispensable } from './suppress.ts';
import type { Flaw, Suppression } from './suppression.ts';

/** What a complaint about a suppression rests on. */
export interface Account {
  readonly ruleset: Ruleset;
  /** What the suppression came to, by code. */
  readonly consequences: ReadonlyMap<string, Consequence>;
  /** Codes of rules that could not judge something in the run. */
  readonly notEvaluated: ReadonlySet<string>;
}

/** What is wrong with one suppression: that it does not count, names no rule, gives no reason, or hides nothing. */
export function* complaintsAbout(suppression: Suppression, account: Account): Iterable<Draft> {
  const { flaw, rules, reason, path } = suppression;
  if (flaw !== undefined) {
    yield { path, ...flaw };
    return;
  }
  for (const word of rules) {
    const called = ruleCalled(word, account.ruleset.rules);
    if ('rule' in called) yield* aboutRule(called.rule, suppression, account);
    else yield { path, ...noSuchRule(word, called.meant) };
  }
  if (reason === '') yield { path, ...noReason(suppression) };
}

function noSuchRule(word: string, meant: string | undefined): Flaw {
  return {
    message: `suppression of ${word}, which is no rule`,
    help:
      meant === undefined
        ? 'name a rule by its code or name; netpol-lint rules lists them'
        : `write ${meant}`,
  };
}

function noReason({ kind, rules }: Suppression): Flaw {
  const where =
    kind === 'comment'
      ? `after a colon: netpol-lint-ignore ${rules.join(', ')}: …`
      : 'as the value of the annotation';
  return {
    message: `suppression of ${rules.join(', ')} gives no reason`,
    help: `say why, ${where}`,
  };
}

function* aboutRule(rule: Rule, { path }: Suppression, account: Account): Iterable<Draft> {
  const { code, name } = rule;
  const consequence = account.consequences.get(code);
  if (!isDispensable(code)) {
    yield { path, message: `${code} ${name} cannot be suppressed`, help: 'repair what it says' };
  } else if (consequence === 'overruled') {
    yield {
      path,
      message: `suppression of ${code} does not count: the administrator enforces ${name} here`,
      help: 'repair what it says, or ask who runs netpol-lint to let the rule be suppressed',
    };
  } else if (consequence === undefined && hasLooked(rule, account)) {
    yield {
      path,
      message: `suppression of ${code} hides nothing: ${name} has no finding here`,
      help: 'delete it',
      confidence: [...rule.needs, ...rule.uses].some(mayChange) ? 'possible' : 'certain',
    };
  }
}

/** What a request does to connections is seen at admission alone, and not twice. */
function hasLooked({ code, needs }: Rule, { ruleset, notEvaluated }: Account): boolean {
  return (
    !needs.includes('delta') && !notEvaluated.has(code) && ruleset.settings.get(code)?.severity !== 'off'
  );
}

/** What is found in one state of the cluster need not be found in the next. */
function mayChange(kind: EvidenceKind): boolean {
  return ofCluster.has(kind) || inventoryKinds.includes(kind as InventoryKind);
}

const ofCluster: ReadonlySet<EvidenceKind> = new Set(['dns', 'delta', 'connectivity']);
