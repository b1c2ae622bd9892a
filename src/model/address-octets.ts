/** The octets that an address text stands for, as they are written. */
export interface AddressOctets {
  /** 4 for dotted decimal text, 16 for text with colons. */
  readonly octets: readonly number[];
  /**
   * Whether a decimal octet begins with a superfluous zero or a hexadecimal group has more than four digits: read as
   * decimal here and in older Go, as octal by libc, and refused by Go's net/netip.
   */
  readonly leadingZeros: boolean;
}

/**
 * Reads the text of an address as the API server does before its strict checks: like Go's net package before 1.17,
 * with leading zeros, without zones, signs or blanks. Undefined when it is no address.
 */
export function readOctets(text: string): AddressOctets | undefined {
  return text.includes(':') ? readIPv6(text) : readIPv4(text);
}

function readIPv4(text: string): AddressOctets | undefined {
  const decimals = /^([0-9]+)\.([0-9]+)\.([0-9]+)\.([0-9]+)$/.exec(text)?.slice(1);
  if (decimals === undefined) return undefined;
  const octets = decimals.map(Number);
  if (octets.some((octet) => octet > 255)) return undefined;
  return { octets, leadingZeros: decimals.some((decimal) => decimal.length > 1 && decimal.startsWith('0')) };
}

/** RFC 4291 2.2: eight groups; one `::` stands for one or more groups of zeros. */
function readIPv6(text: string): AddressOctets | undefined {
  const halves = text.split('::', 3);
  const [head = '', tail] = halves;
  if (halves.length > 2) return undefined;
  const front = readRun(head, tail === undefined);
  if (tail === undefined) return front?.octets.length === 16 ? front : undefined;
  const back = readRun(tail, true);
  if (front === undefined || back === undefined) return undefined;
  const missing = 16 - front.octets.length - back.octets.length;
  if (missing < 2) return undefined;
  return {
    octets: [...front.octets, ...Array<number>(missing).fill(0), ...back.octets],
    leadingZeros: front.leadingZeros || back.leadingZeros,
  };
}

/** Groups between colons; only the last of the whole address may be a dotted quad. */
function readRun(text: string, isEnd: boolean): AddressOctets | undefined {
  const octets: number[] = [];
  if (text === '') return { octets, leadingZeros: false };
  let leadingZeros = false;
  const groups = text.split(':', 9);
  if (groups.length > 8) return undefined;
  for (const [index, group] of groups.entries()) {
    const isLast = isEnd && index === groups.length - 1;
    const part = isLast && group.includes('.') ? readIPv4(group) : readGroup(group);
    if (part === undefined) return undefined;
    octets.push(...part.octets);
    leadingZeros ||= part.leadingZeros;
  }
  return { octets, leadingZeros };
}

function readGroup(group: string): AddressOctets | undefined {
  if (!/^[0-9a-fA-F]+$/.test(group)) return undefined;
  const value = Number.parseInt(group, 16);
  if (value > 0xffff) return undefined;
  return { octets: [value >> 8, value & 0xff], leadingZeros: group.length > 4 };
}
