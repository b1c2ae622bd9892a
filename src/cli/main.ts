import { join } from 'node:path';
import { main } from './command-line.ts';
import { processIo } from './process-io.ts';

// Without a top-level await, because this is bundled as CommonJS, which starts faster.
void main(process.argv.slice(2), processIo(join(import.meta.dirname, '..', '..'))).then((status) => {
  process.exitCode = status;
});
