/** How the tool names itself in reports and to those who ask for its version. */
export const tool = { name: 'netpol-lint', version: '0.1.0' } as const;
