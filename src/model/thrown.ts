import { textAt } from './json.ts';

/** What something that was thrown says; Node leaves the message empty where a host has several addresses and none answers. */
export function messageOf(thrown: unknown): string {
  const text = textAt(thrown, 'message') ?? textAt(thrown, 'code');
  if (text !== undefined) return text;
  return thrown instanceof AggregateError ? thrown.errors.map(messageOf).join(', ') : String(thrown);
}
