/** A stream that the commands write to; what is written after the reader has gone is dropped. */
export interface Output {
  write(text: string): void;
  /**
   * Waits until the reader has taken in most of what was written, so that long output does not pile up; `gone` when nobody
   * reads any more.
   */
  drained(): Promise<'ready' | 'gone'>;
  /** Whether a person sees it directly. */
  readonly isTTY: boolean;
}

/** The world as the commands see it, so that tests run them in their own process. Files are read from the real disk. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  /** Everything on standard input, read to its end. */
  readStdin(): Promise<Uint8Array>;
  /** The day, in UTC, as YYYY-MM-DD. */
  readonly today: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute; what relative paths start from. */
  readonly cwd: string;
  /** The folder of the package: its documentation is read from there. */
  readonly packageRoot: string;
  /** Runs the server with the arguments after `serve`, until it ends. */
  serve(args: readonly string[]): Promise<number>;
}
