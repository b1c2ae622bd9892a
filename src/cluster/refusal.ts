import type { Answer } from './exchange.ts';
import { failureFromStatus, type Failure } from './failure.ts';
import { parseJson, readText } from './json-body.ts';

/** A refusal is a meta/v1 Status of a few hundred bytes; what is longer than this comes from somebody else. */
const longestRefusal = 1024 * 1024;

/** Why an answer with a status other than 2xx is one, the Retry-After header included. */
export async function readRefusal(answer: Answer): Promise<Failure> {
  const failure = failureFromStatus(answer.status, await readStatus(answer));
  const retryAfter = parseRetryAfter(answer.retryAfter);
  return retryAfter === undefined ? failure : { ...failure, retryAfter };
}

async function readStatus(answer: Answer): Promise<unknown> {
  try {
    return parseJson(await readText(answer.body, longestRefusal), 'the refusal');
  } catch {
    return undefined;
  }
}

/** Seconds or a date (RFC 9110, 10.2.3), as milliseconds from now. */
function parseRetryAfter(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d+$/.test(header)) return Number(header) * 1000;
  const until = Date.parse(header) - Date.now();
  return until > 0 ? until : undefined;
}
