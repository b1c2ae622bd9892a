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
    yield {
      path: [],
      message: unreadable.reason,
      help: 'repair the syntax at this line; nothing in this document was judged',
    };
  },
});
