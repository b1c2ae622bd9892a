import { defineRule } from '../lint/rule.ts';

/** NP003: a text that is neither YAML nor JSON; the other documents beside it are still judged. */
export const unreadableDocument = defineRule({
  code: 'NP003',
  name: 'unreadable-document',
  severity: 'error',
  confidence: 'certain',
  summary: 'A document that cannot be read as YAML or JSON.',
  needs: ['unreadable'],
  *check({ unreadable }) {
    const [message, remedy] = inTwo(unreadable.reason);
    yield { path: [], message, help: `${remedy}; nothing in it was judged` };
  },
});

/** What happened, and what to do about it, where the reason says that behind its last semicolon. */
function inTwo(reason: string): readonly [string, string] {
  const end = reason.lastIndexOf('; ');
  return end === -1
    ? [reason, 'repair the syntax at this line']
    : [reason.slice(0, end), reason.slice(end + 2)];
}
