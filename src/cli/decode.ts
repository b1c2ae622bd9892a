import { constants, isUtf8 } from 'node:buffer';

/**
 * The text of a file: UTF-8, or UTF-16 with a byte order mark as PowerShell writes it. Undefined when the bytes are
 * neither, or more than fit into one string.
 */
export function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Why `decode` gives no text; completes a sentence about the file. */
export function describeUndecodable(bytes: Uint8Array): string {
  const { MAX_STRING_LENGTH: longest } = constants;
  if (bytes.length > longest)
    return `is larger than the ${Math.round(longest / 1024 ** 2)} MiB that can be read; split it`;
  // Where only text was to be read nothing but a program or an image holds this byte.
  if (encodingOf(bytes) === 'utf-8' && bytes.includes(0)) return 'is no text; leave it out';
  if (encodingOf(bytes) !== 'utf-8') return 'begins as UTF-16 and is none; save it as UTF-8';
  return `is not text in UTF-8: see line ${lineOfDefect(bytes)}; save it as UTF-8`;
}

/** No character of UTF-8 but the line feed itself holds its byte, so every line is UTF-8 or not by itself. */
function lineOfDefect(bytes: Uint8Array): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const feed = bytes.indexOf(0x0a, start);
    const end = feed === -1 ? bytes.length : feed;
    if (!isUtf8(bytes.subarray(start, end))) break;
    start = end + 1;
  }
  return line;
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
}
