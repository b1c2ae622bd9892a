/** Whether a key begins like a comment of other languages, which YAML takes for a part of the key behind it. */
export function isComment(key: string): boolean {
  return /^\/[/*]/.test(key);
}

/** What to do about it. */
export const asComment = 'delete the comment, or in YAML begin it with #';
