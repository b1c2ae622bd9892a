import { messageOf } from '../model/thrown.ts';

/** What the system says about a path that cannot be used, without the path: `cannot be read: EACCES, permission denied`. */
export function unreadableReason(error: unknown, use: 'read' | 'written' = 'read'): string {
  return `cannot be ${use}: ${messageOf(error)
    .replace(/, \w+( '.*')?$/s, '')
    .replace(': ', ', ')}`;
}
