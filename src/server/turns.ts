/** Work that is done at once, and what is left to do when the rest of the turn has been worked on. */
type Task = () => () => void;

/**
 * Does what came in during one turn of the event loop back to back, and only then what each task left to do. A processor
 * whose caches hold the code of one of the two is faster at it than one that changes between them at each call; one
 * write wakes the other side once. After `longest` milliseconds what is done is finished, and the rest waits for the
 * next turn, so that a slow task holds up few others. Tasks must not throw.
 */
export function inTurns(longest: number): (task: Task) => void {
  const waiting: Task[] = [];
  const turn = (): void => {
    const end = performance.now() + longest;
    const rest: (() => void)[] = [];
    for (const task of waiting) {
      rest.push(task());
      if (performance.now() >= end) break;
    }
    waiting.splice(0, rest.length);
    for (const finish of rest) finish();
    if (waiting.length > 0) setImmediate(turn);
  };
  return (task) => {
    if (waiting.push(task) === 1) setImmediate(turn);
  };
}
