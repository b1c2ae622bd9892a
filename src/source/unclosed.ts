import { Lexer } from 'yaml';

/**
 * Where the quote or bracket opens that is still open at `position`; `undefined` when none is. The lexer of `yaml` is used
 * because it gets through broken texts.
 */
export function unclosedBefore(source: string, position: number): number | undefined {
  const brackets: number[] = [];
  let offset = 0;
  for (const token of new Lexer().lex(source)) {
    if (isMark(token)) continue;
    const end = offset + token.length;
    if (/^["']/.test(token) && offset < position && (end >= position || !isClosed(token))) return offset;
    if (offset >= position) break;
    if (token === '{' || token === '[') brackets.push(offset);
    if (token === '}' || token === ']') brackets.pop();
    offset = end;
  }
  return brackets.at(-1);
}

/** Signs that the lexer puts between the parts of the text: a document begins, a flow ends in error, a scalar follows. */
function isMark(token: string): boolean {
  return token === '\u0002' || token === '\u0018' || token === '\u001F';
}

function isClosed(quoted: string): boolean {
  return quoted.length > 1 && quoted.endsWith(quoted.charAt(0));
}
