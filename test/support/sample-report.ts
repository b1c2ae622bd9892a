import type { Report, ReportedFinding, SuppressedFinding } from '../../src/lint/report.ts';

/** A text whose lines the findings of `sampleReport` point at. */
export const sampleText = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: api, namespace: shop }
spec:
  podSelector:
    matchLabel:
      app: api
  ingress:
    - from:
        - namespaceSelector: {}
        - podSelector: {}
`;

const object = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', namespace: 'shop', name: 'api' };

const splitPeer: ReportedFinding = {
  code: 'NP201',
  name: 'split-peer',
  severity: 'warning',
  confidence: 'likely',
  message: 'admits two sources where one was meant',
  help: 'put namespaceSelector and podSelector into one item',
  url: 'https://netpol-lint.dev/rules/NP201',
  object,
  path: '/spec/ingress/0/from/0',
  location: { file: 'shop.yaml', line: 10, column: 11, endLine: 11, endColumn: 11 },
  related: [
    {
      message: 'the other source',
      object,
      path: '/spec/ingress/0/from/1',
      location: { file: 'shop.yaml', line: 11, column: 11, endLine: 11, endColumn: 26 },
    },
    {
      message: 'the pod that was meant',
      object: { apiVersion: 'v1', kind: 'Pod', namespace: 'shop', name: 'web-0' },
    },
  ],
  fix: {
    safe: false,
    patch: [
      { op: 'remove', path: '/spec/ingress/0/from/1' },
      { op: 'add', path: '/spec/ingress/0/from/0/podSelector', value: {} },
    ],
  },
  target: 0,
};

const unknownField: ReportedFinding = {
  code: 'NP102',
  name: 'unknown-field',
  severity: 'error',
  confidence: 'certain',
  message: 'matchLabel is no field of a label selector',
  help: 'write matchLabels',
  url: 'https://netpol-lint.dev/rules/NP102',
  object,
  path: '/spec/podSelector/matchLabel',
  location: { file: 'shop.yaml', line: 6, column: 5, endLine: 6, endColumn: 15 },
  target: 0,
};

const unreadable: ReportedFinding = {
  code: 'NP003',
  name: 'unreadable-document',
  severity: 'error',
  confidence: 'certain',
  message: 'a bracket is not closed',
  help: 'repair the syntax at this line',
  url: 'https://netpol-lint.dev/rules/NP003',
  path: '',
  location: { file: 'broken.yaml', line: 2, column: 1, endLine: 2, endColumn: 2 },
  target: 1,
};

const ofTheCluster: ReportedFinding = {
  code: 'NP401',
  name: 'unmatched-pod-selector',
  severity: 'info',
  confidence: 'likely',
  message: 'selects no pod of namespace shop',
  help: 'check the label app=api',
  url: 'https://netpol-lint.dev/rules/NP401',
  object,
  path: '/spec/podSelector',
  target: 2,
};

const openToWorld: SuppressedFinding = {
  code: 'NP305',
  name: 'open-to-world',
  severity: 'warning',
  confidence: 'certain',
  message: 'everyone may connect',
  help: 'name who may',
  url: 'https://netpol-lint.dev/rules/NP305',
  object,
  path: '/spec/ingress/0/from/0',
  location: { file: 'shop.yaml', line: 10, column: 11, endLine: 11, endColumn: 11 },
  target: 0,
  suppression: {
    kind: 'comment',
    rules: ['NP305'],
    reason: 'the shop is public',
    until: '2027-03-31',
    path: [],
    location: { file: 'shop.yaml', line: 9, column: 9, endLine: 9, endColumn: 60 },
  },
};

const openWithReason: SuppressedFinding = {
  ...openToWorld,
  path: '/spec/ingress/0',
  suppression: {
    kind: 'annotation',
    rules: ['open-to-world'],
    reason: '',
    path: ['metadata', 'annotations', 'ignore.netpol-lint.dev/open-to-world'],
  },
};

/** A report with every optional member present somewhere and absent elsewhere. */
export const sampleReport: Report = {
  findings: [splitPeer, unknownField, unreadable, ofTheCluster],
  suppressed: [openToWorld, openWithReason],
  notEvaluated: [
    { code: 'NP402', reason: 'no namespace was given', object },
    { code: 'NP401', reason: 'no namespace was given', object },
    { code: 'NP401', reason: 'no pod of namespace web was given', object: { ...object, namespace: 'web' } },
    {
      code: 'NP401',
      reason: 'no pod of namespace web was given',
      object: { ...object, namespace: 'web', name: 'db' },
    },
    { code: 'NP301', reason: 'the document could not be read' },
  ],
  summary: { documents: 5, policies: 3, errors: 2, warnings: 1, infos: 1, suppressed: 2 },
};

/** A report of a run that found nothing in nothing. */
export const emptyReport: Report = {
  findings: [],
  suppressed: [],
  notEvaluated: [],
  summary: { documents: 0, policies: 0, errors: 0, warnings: 0, infos: 0, suppressed: 0 },
};
