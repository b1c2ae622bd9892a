import { cannotTell, type CannotTell, defineRule, type Draft } from '../lint/rule.ts';
import { conjugate, enumerate } from '../model/prose.ts';
import { describeRequirement } from '../model/selector.ts';
import { eachRequirement, eachSelector, type PlacedSelector } from '../model/selector-parts.ts';
import { impliedRequirements } from '../semantics/labels/implied-requirements.ts';
import { isUnsatisfiable } from '../semantics/labels/unsatisfiable.ts';

/** NP207: a requirement that holds wherever others of the same selector do. */
export const redundantRequirement = defineRule({
  code: 'NP207',
  name: 'redundant-requirement',
  severity: 'info',
  confidence: 'certain',
  summary: 'A requirement that other requirements of the same selector imply.',
  needs: ['policy'],
  *check({ policy }) {
    for (const placed of eachSelector(policy)) {
      if (placed.selector.requirements.length > 1 && !isUnsatisfiable(placed)) yield* implied(placed);
    }
  },
});

function* implied(placed: PlacedSelector): Iterable<Draft | CannotTell> {
  const found = impliedRequirements(placed.selector);
  if (found === undefined) {
    yield cannotTell('a selector has too many requirements of one label to compare them with each other');
    return;
  }
  const requirements = [...eachRequirement(placed)];
  for (const { position, by } of found) {
    const at = requirements[position];
    if (at === undefined) continue;
    const self = describeRequirement(at.requirement);
    const others = by.flatMap((other) => requirements[other] ?? []);
    const texts = others.map(({ requirement }) => describeRequirement(requirement));
    const isTwin = texts.length === 1 && texts[0] === self;
    yield {
      path: at.path,
      message: isTwin
        ? `${self} is asked for twice in one selector`
        : `${self} adds nothing: ${enumerate(texts, 4)} ${conjugate('says', texts.length)} it already`,
      help: isTwin
        ? 'delete one of the two'
        : `delete it, or delete ${enumerate(texts, 4)} if ${self} is meant`,
    };
  }
}
