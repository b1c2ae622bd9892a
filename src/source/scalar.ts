import type { Node, ScalarNode } from './node.ts';

/**
 * The value that kubectl makes of a scalar; `undefined` when it refuses it. Infinity and NaN come back as such, although
 * JSON has no word for them.
 *
 * kubectl reads YAML 1.1 with go.yaml.in/yaml/v2 (`resolve`), which is neither 1.1 nor 1.2 to the letter: `y` is a
 * boolean and `010` is 8, but `12:30:45` and dates are strings, and `0o17` is 15.
 */
export function scalarValue(node: ScalarNode): string | number | boolean | null | undefined {
  if (node.tag === undefined) return node.plain ? plainValue(node.text) : node.text;
  switch (node.tag) {
    case '!!null':
    case '!!bool':
    case '!!int':
    case '!!float': {
      const value = plainValue(node.text);
      return typeName(value, node.text) === node.tag || (node.tag === '!!float' && typeof value === 'number')
        ? value
        : undefined;
    }
    case '!!binary':
      return fromBase64(node.text);
    default:
      return node.text;
  }
}

/** The name that kubectl gives to a mapping key; `undefined` for what cannot be one: null, a list, a mapping. */
export function keyName(node: Exclude<Node, { type: 'alias' }>): string | undefined {
  if (node.type !== 'scalar') return undefined;
  const value = scalarValue(node);
  if (value === null || value === undefined) return undefined;
  if (typeof value !== 'number') return String(value);
  return integer(node.text) === undefined ? formatFloat(value) : formatInteger(value);
}

/** Whether a key is `<<`, whose value is merged into the mapping (https://yaml.org/type/merge.html). */
export function isMerge(node: Node): boolean {
  return node.type === 'scalar' && node.text === '<<' && (node.plain || node.tag === '!!merge');
}

const words = new Map<string, boolean | null | number>();
const spellings: readonly (readonly [boolean | null | number, string])[] = [
  [true, 'y Y yes Yes YES true True TRUE on On ON'],
  [false, 'n N no No NO false False FALSE off Off OFF'],
  [null, '~ null Null NULL'],
  [Number.NaN, '.nan .NaN .NAN'],
  [Number.POSITIVE_INFINITY, '.inf .Inf .INF +.inf +.Inf +.INF'],
  [Number.NEGATIVE_INFINITY, '-.inf -.Inf -.INF'],
];
for (const [value, spelt] of spellings) for (const word of spelt.split(' ')) words.set(word, value);

function plainValue(text: string): string | number | boolean | null {
  if (text === '') return null;
  const word = text.length > 5 ? undefined : words.get(text);
  if (word !== undefined) return word;
  if (!/^[-+.\d]/.test(text)) return text;
  return integer(text) ?? float(text) ?? text;
}

function typeName(value: string | number | boolean | null, text: string): string {
  if (value === null) return '!!null';
  if (typeof value === 'boolean') return '!!bool';
  if (typeof value === 'number') return integer(text) === undefined ? '!!float' : '!!int';
  return '!!str';
}

/** Go's strconv.ParseInt and ParseUint with base 0, after all underscores are gone. */
function integer(text: string): number | undefined {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  const digits = /^([-+]?)(0[xX][\da-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9]\d*)$/.exec(
    text.startsWith('.') ? '' : text.replaceAll('_', ''),
  );
  if (digits?.[2] === undefined) return undefined;
  const magnitude = BigInt(digits[2].replace(/^0[oO]?(?=[0-7])/, '0o'));
  const limit = digits[1] === '' ? 2n ** 64n - 1n : digits[1] === '+' ? 2n ** 63n - 1n : 2n ** 63n;
  if (magnitude > limit) return undefined;
  return digits[1] === '-' && magnitude !== 0n ? -Number(magnitude) : Number(magnitude);
}

function float(text: string): number | undefined {
  const plain = text.startsWith('.') ? text : text.replaceAll('_', '');
  if (!/^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/.test(plain)) return undefined;
  const value = Number(plain);
  return Number.isFinite(value) ? value + 0 : undefined;
}

/** sigs.k8s.io/yaml does not take a key beyond 64 bits with a sign. */
function formatInteger(value: number): string | undefined {
  return value < 2 ** 63 ? BigInt(value).toString() : undefined;
}

/** Go's strconv.FormatFloat with format 'g', the shortest precision and 32 bits, as sigs.k8s.io/yaml names such keys. */
function formatFloat(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  const single = Math.fround(value);
  if (!Number.isFinite(single)) return single > 0 ? '.inf' : '-.inf';
  let digits = 1;
  while (Math.fround(Number(single.toPrecision(digits))) !== single) digits += 1;
  const [mantissa = '', exponent = '0'] = single.toExponential(digits - 1).split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(Number(single.toPrecision(digits)));
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

function fromBase64(text: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    return new TextDecoder().decode(bytes);
  } catch {
    return undefined;
  }
}
