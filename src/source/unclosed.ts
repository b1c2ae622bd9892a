import { Lexer } from 'yaml';

/**
 * The offsets of the quote or the brackets that are open at `position`, outermost first. The lexer of `yaml` is used because
 * it gets through broken texts.
 */
export function openAt(source: string, position: number): readonly number[] {
  const open: number[] = [];
  let offset = 0;
  for (const token of new Lexer().lex(source)) {
    if (isMark(token)) continue;
    if (offset >= position) break;
    const end = offset + token.length;
    const first = token.charAt(0);
    if ((first === '"' || first === "'") && (end > position || !isClosed(token))) return [...open, offset];
    if (token === '{' || token === '[') open.push(offset);
    if (token === '}' || token === ']') open.pop();
    offset = end;
  }
  return open;
}

/** Signs that the lexer puts between the parts of the text: a document begins, a flow ends in error, a scalar follows. */
function isMark(token: string): boolean {
  return token === '\u0002' || token === '\u0018' || token === '\u001F';
}

function isClosed(quoted: string): boolean {
  if (quoted.length < 2 || !quoted.endsWith(quoted.charAt(0))) return false;
  if (quoted.startsWith("'")) return true;
  let backslashes = 0;
  while (quoted.at(-2 - backslashes) === '\\') backslashes += 1;
  return backslashes % 2 === 0;
}
