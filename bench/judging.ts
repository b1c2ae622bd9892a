/** What judging costs by itself: reviews in a loop, without a server around them. */
import { admission } from './support/admission.ts';
import { reviewBody } from './support/review-body.ts';

const rounds = 9;
const parts = [
  { name: 'reading the JSON', reviews: 20_000, run: () => JSON.parse(reviewBody) as unknown },
  { name: 'and judging the policy', reviews: 5000, run: judging('policy alone') },
  { name: 'and the delta', reviews: 1000, run: judging('with the delta') },
];

function judging(extent: Parameters<typeof admission>[0]): () => unknown {
  const { review } = admission(extent);
  return () => review(JSON.parse(reviewBody));
}

for (const { name, reviews, run } of parts) {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    for (let count = 0; count < reviews; count += 1) run();
    times.push(((performance.now() - start) / reviews) * 1000);
  }
  times.sort((one, other) => one - other);
  const median = times[Math.floor(rounds / 2)] ?? 0;
  console.log(`${name.padEnd(24)} ${median.toFixed(0).padStart(5)} microseconds a review`);
}
