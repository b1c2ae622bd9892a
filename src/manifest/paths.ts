/** The folder of a file, empty where the run began; of a folder the one above. */
export function folderOf(file: string): string {
  const end = file.lastIndexOf('/');
  return end === 0 ? '/' : file.slice(0, Math.max(end, 0));
}

/** Where `path`, written in `folder`, leads, without `.` and `..` as far as they can be resolved. */
export function resolvePath(folder: string, path: string): string {
  const whole = path.startsWith('/') || folder === '' ? path : `${folder}/${path}`;
  const parts: string[] = [];
  for (const part of whole.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return `${whole.startsWith('/') ? '/' : ''}${parts.join('/')}`;
}
