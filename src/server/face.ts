/** What a listener can serve. */
export type Face = 'validate' | 'lint' | 'probes' | 'metrics';
