import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import * as fc from 'fast-check';
import type { Decision } from '../../src/admission/decide.ts';
import { decode, isMalformed } from '../../src/admission/decode.ts';
import type { Review } from '../../src/admission/admission-request.ts';
import { rememberDecisions } from '../../src/admission/remember-decisions.ts';
import { type Reviewer, reviewer } from '../../src/admission/review.ts';
import type { Store } from '../../src/model/store.ts';
import { catalog } from '../../src/rules/index.ts';
import { createEngine } from '../../src/semantics/engine/engine.ts';
import { admissionReview, storedPolicy } from '../support/admission-reviews.ts';
import { playEvent, playEvents, randomEvents } from '../support/random-cluster.ts';

const settings: Omit<Reviewer, 'inventory' | 'inventoryState'> = {
  ruleset: { rules: catalog, settings: new Map() },
  defaults: { enforce: 'certain', warn: 'info', audit: 'info' },
  exemptions: { users: [], groups: [], namespaces: [], serviceAccounts: [] },
  strictCidr: true,
  today: () => '2026-01-01',
};

function reviewerOf(store: Store, inventoryState: () => string): ReturnType<typeof reviewer> {
  const engine = createEngine(store.inventory);
  store.onChange((change) => engine.apply(change));
  return reviewer({ ...settings, inventory: { ...store.inventory, engine }, inventoryState });
}

const specs = [
  { podSelector: {} },
  { podSelector: { matchLabels: { app: 'x' } }, policyTypes: ['Ingress', 'Egress'] },
  {
    podSelector: { matchLabels: { app: 'x' } },
    ingress: [{ from: [{ podSelector: { matchLabels: { tier: 'y' } } }] }],
  },
  { podSelector: {}, policyTypes: ['Egress'], egress: [{ ports: [{ port: 80, protocol: 'TCP' }] }] },
  { podSelector: {}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { app: 'x' } } }] }] },
];

const randomReview = fc
  .record({
    spec: fc.constantFrom(...specs),
    old: fc.constantFrom(undefined, ...specs),
    namespace: fc.constantFrom('a', 'b'),
    dryRun: fc.boolean(),
  })
  .map(({ spec, old, namespace, dryRun }) =>
    admissionReview({
      namespace,
      dryRun,
      operation: old === undefined ? 'CREATE' : 'UPDATE',
      object: storedPolicy(spec, { namespace }),
      oldObject: old === undefined ? null : storedPolicy(old, { namespace }),
    }),
  );

test('what is remembered is what would be decided now, whatever has happened to the cluster', () => {
  let remembered = 0;
  fc.assert(
    fc.property(
      randomEvents,
      fc.array(fc.oneof(randomReview, randomReview, randomEvents), { minLength: 6, maxLength: 14 }),
      (before, steps) => {
        const store = playEvents(before);
        let changes = 0;
        store.onChange(() => {
          changes += 1;
        });
        const withMemory = reviewerOf(store, () => String(changes));
        for (const step of steps) {
          if (!('request' in step)) {
            for (const event of step.slice(0, 3)) playEvent(store, event);
            continue;
          }
          for (const body of [step, step]) {
            const outcome = withMemory(body);
            assert.ok(outcome.kind === 'answered');
            if (outcome.by === 'memory') remembered += 1;
            const fresh = reviewerOf(store, () => '')(body);
            assert.ok(fresh.kind === 'answered' && fresh.by === 'judging');
            assert.deepEqual(outcome.answer, fresh.answer);
          }
        }
      },
    ),
    { numRuns: 15 },
  );
  assert.ok(remembered > 50, `only ${remembered} answers were remembered`);
});

suite('a decision', () => {
  const decision: Decision = { kind: 'other', subject: 'nothing' };

  function memory(): {
    readonly ask: (changes: object) => string;
    readonly asked: Review[];
    state: string;
  } {
    const asked: Review[] = [];
    const found = {
      asked,
      state: 'now',
      ask: (changes: object) => {
        const review = decode(admissionReview(changes));
        assert.ok(!isMalformed(review));
        return decide(review).by;
      },
    };
    const decide = rememberDecisions(
      (review) => {
        asked.push(review);
        return decision;
      },
      () => found.state,
    );
    return found;
  }

  const other = { object: storedPolicy({ podSelector: { matchLabels: { app: 'web' } } }) };

  test('is remembered for the same question, of another request, in earnest or not', () => {
    const { ask } = memory();
    const answers = [{}, { uid: '2' }, { dryRun: true }].map(ask);
    assert.deepEqual(answers, ['judging', 'memory', 'memory']);
  });

  test('is made anew for another object, user or namespace, and in another state', () => {
    const found = memory();
    found.ask({});
    for (const changes of [other, { userInfo: { username: 'bob' } }, { namespace: 'lab' }])
      assert.equal(found.ask(changes), 'judging');
    found.state = 'later';
    assert.deepEqual([found.ask({}), found.ask({}), found.ask(other)], ['judging', 'memory', 'judging']);
    found.state = 'now';
    assert.equal(found.ask({}), 'judging');
  });

  test('is not remembered of what is very long or very deep', () => {
    const { ask } = memory();
    const long = { object: storedPolicy({ podSelector: {} }, { annotations: { a: 'x'.repeat(70_000) } }) };
    assert.deepEqual([long, long].map(ask), ['judging', 'judging']);
    const decide = rememberDecisions(
      () => decision,
      () => '',
    );
    let deep: object = {};
    for (let level = 0; level < 100_000; level += 1) deep = { deep };
    const review = { ...(decode(admissionReview({})) as Review), object: deep };
    assert.deepEqual([decide(review).by, decide(review).by], ['judging', 'judging']);
  });

  test('gives way to later ones when there are too many', () => {
    const { ask } = memory();
    const annotated = (index: number): object => ({
      object: storedPolicy({ podSelector: {} }, { annotations: { a: `${index}`.repeat(20_000) } }),
    });
    for (let index = 0; index < 300; index += 1) ask(annotated(100 + index));
    assert.deepEqual([ask(annotated(399)), ask(annotated(100))], ['memory', 'judging']);
  });
});
