/** What judging costs by itself: reviews in a loop, without a server around them. */
import { report, timesOf } from './support/measure.ts';
import { admission } from './support/admission.ts';
import { reviewBody } from './support/review-body.ts';

const rounds = 9;
const parts = [
  { name: 'to read the JSON', reviews: 20_000, run: () => JSON.parse(reviewBody) as unknown },
  { name: 'to read the JSON and judge the policy', reviews: 5000, run: judging('policy alone') },
  {
    name: 'to read, judge, and tell what it does to connections',
    reviews: 1000,
    run: judging('with the delta'),
  },
];

function judging(extent: Parameters<typeof admission>[0]): () => unknown {
  const { review } = admission(extent, 'changing');
  return () => review(JSON.parse(reviewBody));
}

for (const { name, reviews, run } of parts) {
  const { median } = timesOf(rounds, () => {
    for (let count = 0; count < reviews; count += 1) run();
  });
  report(name, `${((median / reviews) * 1000).toFixed(0)} microseconds a review`);
}
