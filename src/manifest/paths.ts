/** The folder of a file, empty where the run began; of a folder the one above. */
export function folderOf(file: string): string {
  const { commit, path } = parted(file);
  const end = path.lastIndexOf('/');
  return commit + (end === 0 ? '/' : path.slice(0, Math.max(end, 0)));
}

/** Where `path`, written in `folder`, leads, without `.` and `..` as far as they can be resolved. */
export function resolvePath(folder: string, path: string): string {
  const { commit, path: above } = parted(folder === '' ? path : folder);
  const below = folder === '' ? '' : path;
  const whole = below.startsWith('/') ? below : [above, below].filter((part) => part !== '').join('/');
  const parts: string[] = [];
  for (const part of whole.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return `${commit}${whole.startsWith('/') ? '/' : ''}${parts.join('/')}`;
}

/** A file of a commit is called `main:deploy/web.yaml`. */
function parted(file: string): { readonly commit: string; readonly path: string } {
  const end = file.indexOf(':') + 1;
  return { commit: file.slice(0, end), path: file.slice(end) };
}
