/** Where in a text something stands. Lines and columns count from 1, columns in UTF-16 code units; the end is exclusive. */
export interface Location {
  /** The name that the text was given under, `-` for standard input; absent for a text without one. */
  readonly file?: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}
