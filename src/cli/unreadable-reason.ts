import { messageOf } from '../model/thrown.ts';

/** What the system says about a path that cannot be read, without the path: `cannot be read: EACCES, permission denied`. */
export function unreadableReason(error: unknown): string {
  return `cannot be read: ${messageOf(error)
    .replace(/, \w+( '.*')?$/s, '')
    .replace(': ', ', ')}`;
}
