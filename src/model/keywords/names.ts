const lowercaseLabel = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?';
const subdomain = new RegExp(`^${lowercaseLabel}(?:\\.${lowercaseLabel})*$`);
const label = new RegExp(`^${lowercaseLabel}$`);
const qualified = /^(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

const utf8 = new TextEncoder();

/** The length in UTF-8, which is what Go counts. */
export function byteLength(text: string): number {
  return utf8.encode(text).length;
}

function isLonger(text: string, limit: number): boolean {
  if (text.length > limit) return true;
  return text.length * 3 > limit && byteLength(text) > limit;
}

/** What keeps a text from being a DNS subdomain (RFC 1123), one clause each; nothing when it is one. */
export function subdomainFaults(text: string): readonly string[] {
  const faults: string[] = [];
  if (isLonger(text, 253)) faults.push('must be no longer than 253 characters');
  if (!subdomain.test(text)) {
    faults.push(
      "must consist of lower-case letters, digits, '-' and '.', with a letter or digit at both ends",
    );
  }
  return faults;
}

/** What keeps a text from being a DNS label (RFC 1123), one clause each. */
export function dnsLabelFaults(text: string): readonly string[] {
  const faults: string[] = [];
  if (isLonger(text, 63)) faults.push('must be no longer than 63 characters');
  if (!label.test(text)) {
    faults.push("must consist of lower-case letters, digits and '-', with a letter or digit at both ends");
  }
  return faults;
}

/** What keeps a text from being a label key: `name` or `prefix/name`, the prefix a DNS subdomain; one clause each. */
export function labelKeyFaults(text: string): readonly string[] {
  const parts = text.split('/', 3);
  if (parts.length > 2) return ["must have at most one '/', between prefix and name"];
  const [prefix, name] = parts.length === 2 ? parts : [undefined, parts[0]];
  return [...prefixFaults(prefix), ...keyNameFaults(name ?? '')];
}

function prefixFaults(prefix: string | undefined): readonly string[] {
  if (prefix === undefined) return [];
  if (prefix === '') return ["must have a prefix before the '/'"];
  return subdomainFaults(prefix).map((fault) => `the prefix ${fault}`);
}

function keyNameFaults(name: string): readonly string[] {
  const faults: string[] = [];
  if (name === '') faults.push('must have a name');
  else if (isLonger(name, 63)) faults.push('the name must be no longer than 63 characters');
  if (!qualified.test(name)) {
    faults.push(
      "the name must consist of letters, digits, '-', '_' and '.', with a letter or digit at both ends",
    );
  }
  return faults;
}

/** What keeps a text from being a label value, one clause each; the empty text is one. */
export function labelValueFaults(text: string): readonly string[] {
  const faults: string[] = [];
  if (isLonger(text, 63)) faults.push('must be no longer than 63 characters');
  if (text !== '' && !qualified.test(text)) {
    faults.push(
      "must consist of letters, digits, '-', '_' and '.', with a letter or digit at both ends, or be empty",
    );
  }
  return faults;
}

/** What keeps a text from being a port name (RFC 6335 in lower case), one clause each. */
export function portNameFaults(text: string): readonly string[] {
  const faults: string[] = [];
  if (isLonger(text, 15)) faults.push('must be no longer than 15 characters');
  if (!/^[-a-z0-9]+$/.test(text)) faults.push("must consist of lower-case letters, digits and '-'");
  if (!/[a-z]/.test(text)) faults.push('must have a lower-case letter');
  if (text.includes('--')) faults.push("must not have two '-' in a row");
  if (/^-|-$/.test(text)) faults.push("must not begin or end with '-'");
  return faults;
}
