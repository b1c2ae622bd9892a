import { type Logger, pino } from 'pino';

/** A log, and what writes the lines that still wait: for the moment in which the process ends. */
export interface Log {
  readonly log: Logger;
  readonly flush: () => void;
}

/**
 * A log of one JSON line for each event, into a file by its descriptor or path. The lines of one turn of the event loop
 * are written together at its end.
 */
export function createLog(level: string, file: number | string): Log {
  const destination = pino.destination({ dest: file, sync: true });
  let lines = '';
  const flush = (): void => {
    if (lines !== '') destination.write(lines);
    lines = '';
  };
  const write = (line: string): void => {
    if (lines === '') setImmediate(flush);
    lines += line;
  };
  return { log: pino({ level }, { write }), flush };
}
