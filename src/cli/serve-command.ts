import type { Command } from './command.ts';

/** `netpol-lint serve`: hands over to the server, which reads its own arguments. */
export const serveCommand: Command = {
  name: 'serve',
  summary: 'Run the admission webhook and the HTTP lint endpoint',
  run: (args, io) => io.serve(args),
};
