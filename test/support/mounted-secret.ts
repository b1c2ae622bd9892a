import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import type { PairFiles } from '../../src/certificates/files.ts';
import type { CertificatePair } from '../../src/certificates/pair.ts';

const folders: string[] = [];
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** A Secret as the kubelet mounts it: each update is a new folder, swapped in by renaming one symbolic link. */
export function mountedSecret(): {
  readonly files: PairFiles;
  readonly update: (pair: CertificatePair) => void;
} {
  const folder = mkdtempSync(join(tmpdir(), 'netpol-lint-'));
  folders.push(folder);
  let version = 0;
  const update = (pair: CertificatePair): void => {
    version += 1;
    mkdirSync(join(folder, `..${version}`));
    writeFileSync(join(folder, `..${version}`, 'tls.crt'), pair.certificate);
    writeFileSync(join(folder, `..${version}`, 'tls.key'), pair.key);
    symlinkSync(`..${version}`, join(folder, '..data_tmp'));
    renameSync(join(folder, '..data_tmp'), join(folder, '..data'));
  };
  for (const name of ['tls.crt', 'tls.key']) symlinkSync(join('..data', name), join(folder, name));
  return { files: { certificate: join(folder, 'tls.crt'), key: join(folder, 'tls.key') }, update };
}
