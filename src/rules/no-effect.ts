import { defineRule } from '../lint/rule.ts';
import { enumerate } from '../model/prose.ts';
import { directions } from '../model/networkpolicy.ts';
import { describeGroup } from '../semantics/effect-words.ts';

/** NP604: a change that alters no connection of any present pod, and the policies that make it so. */
export const noEffect = defineRule({
  code: 'NP604',
  name: 'no-effect',
  severity: 'info',
  confidence: 'likely',
  summary: 'A change that alters no connection of any present pod.',
  needs: ['delta', 'policy'],
  *check({ policy, delta }) {
    if (!delta.hasNoEffect || delta.subjects.podCount === 0) return;
    const others = directions
      .flatMap((direction) => delta.subjects.isolating(direction))
      .filter(({ name }) => name !== policy.name)
      .map(({ name }) => name);
    const because = others.length === 0 ? '' : `: ${enumerate([...new Set(others)])} already decide`;
    yield {
      path: ['spec'],
      message: `changes no connection of ${describeGroup(delta.subjects)}${because}`,
      help: 'leave it out unless it is meant for pods that are still to come',
    };
  },
});
