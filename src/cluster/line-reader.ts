import { failing } from './failure.ts';

const newline = 0x0a;

/** Longer than any object that etcd takes (1.5 MiB by default), escaped as JSON, can become. */
const longestLine = 64 * 1024 * 1024;

/**
 * The lines of a byte stream, one at a time and in order. Bytes are put together before they are decoded, so a chunk
 * may end inside a character. Throws for a last line without an end and for bytes that are not UTF-8.
 */
export async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let pieces: Uint8Array[] = [];
  let held = 0;
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, from)) {
      yield decode(decoder, [...pieces, chunk.subarray(from, end)]);
      pieces = [];
      held = 0;
      from = end + 1;
    }
    if (from < chunk.length) pieces.push(chunk.subarray(from));
    held += chunk.length - from;
    if (held > longestLine) throw failing('unreadable', `a line is longer than ${longestLine} bytes`);
  }
  if (held > 0) throw failing('unreadable', 'the last line is cut off');
}

function decode(decoder: InstanceType<typeof TextDecoder>, pieces: readonly Uint8Array[]): string {
  const [first] = pieces;
  try {
    return decoder.decode(pieces.length === 1 ? first : Buffer.concat(pieces));
  } catch {
    throw failing('unreadable', 'a line is not UTF-8');
  }
}
