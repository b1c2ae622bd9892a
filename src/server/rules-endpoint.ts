import type { FastifyInstance } from 'fastify';
import type { Rule } from '../lint/rule.ts';
import { denies, pageUrl, ruleCalled, type Ruleset } from '../lint/ruleset.ts';

/** `GET /v1/rules` and `GET /v1/rules/NP201`: the catalog, with what this server's configuration makes of it. */
export function serveRules(app: FastifyInstance, ruleset: Ruleset): void {
  const { rules } = ruleset;
  app.get('/v1/rules', { schema: { summary: 'Every rule, in code order' } }, () => ({
    rules: rules.map((rule) => entryOf(rule, ruleset)),
  }));
  app.get<{ Params: { rule: string } }>(
    '/v1/rules/:rule',
    { schema: { summary: 'One rule, by its code or its name' } },
    (request, reply) => {
      const called = ruleCalled(request.params.rule, rules);
      if ('rule' in called) return reply.send(entryOf(called.rule, ruleset));
      return reply
        .code(404)
        .send({ error: 'unknown-rule', message: 'no such rule; GET /v1/rules lists them' });
    },
  );
}

function entryOf(rule: Rule, ruleset: Ruleset): object {
  const { code, name, severity, confidence, summary, needs, uses } = rule;
  return {
    code,
    name,
    severity: ruleset.settings.get(code)?.severity ?? severity,
    confidence,
    admission: denies(ruleset, code) ? 'deny' : 'warn',
    summary,
    needs,
    uses,
    url: pageUrl(code),
  };
}
