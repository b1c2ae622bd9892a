import { failing } from './failure.ts';

/** A whole body as text; throws when it is longer than `longest` bytes. */
export async function readText(chunks: AsyncIterable<Uint8Array>, longest: number): Promise<string> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    pieces.push(chunk);
    length += chunk.length;
    if (length > longest) throw failing('unreadable', `the answer is longer than ${longest} bytes`);
  }
  return Buffer.concat(pieces).toString('utf8');
}

/** One JSON value; throws for what is none, without repeating it, as it may be long or secret. */
export function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw failing('unreadable', `${what} is not JSON`);
  }
}
