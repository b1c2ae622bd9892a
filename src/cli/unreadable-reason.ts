/** What the system says about a path that cannot be read, without the path: `cannot be read: EACCES, permission denied`. */
export function unreadableReason(error: unknown): string {
  const told =
    error instanceof Error ? error.message.replace(/, \w+( '.*')?$/s, '').replace(': ', ', ') : String(error);
  return `cannot be read: ${told}`;
}
