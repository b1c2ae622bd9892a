import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { createRuleDurations, type RuleDurations } from './rule-durations.ts';

/** Every metric of the server; label values are bounded, none is chosen by a tenant. */
export interface Metrics {
  readonly registry: Registry;
  readonly requests: Counter<'operation' | 'decision' | 'dry_run' | 'code'>;
  readonly remembered: Counter;
  readonly duration: Histogram<'operation'>;
  readonly inFlight: Gauge;
  readonly bodyBytes: Histogram;
  readonly shed: Counter<'face' | 'reason'>;
  readonly deadlineExceeded: Counter;
  readonly findings: Counter<'rule' | 'severity' | 'mode'>;
  readonly ruleErrors: Counter<'rule'>;
  readonly ruleDurations: RuleDurations;
  readonly lintRequests: Counter<'code'>;
  readonly certificateEnd: Gauge;
  readonly certificateReloads: Counter<'result'>;
  readonly info: Gauge<'version' | 'config'>;
}

const latency = [0.0005, 0.001, 0.002, 0.003, 0.005, 0.0075, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const sizes = [1024, 4096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 8_388_608];

/** Makes the metrics in a registry of their own, those of the Node process (memory, event loop lag) included. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    ...admissionMetrics([registry]),
    ...operationMetrics([registry]),
    ruleDurations: createRuleDurations(registry),
  };
}

type AdmissionMetrics = Pick<
  Metrics,
  | 'requests'
  | 'remembered'
  | 'duration'
  | 'inFlight'
  | 'bodyBytes'
  | 'shed'
  | 'deadlineExceeded'
  | 'findings'
  | 'ruleErrors'
>;

function admissionMetrics(registers: Registry[]): AdmissionMetrics {
  return {
    requests: new Counter({
      name: 'netpol_lint_admission_requests_total',
      help: 'Admission calls answered, by operation, decision, dry run and HTTP status.',
      labelNames: ['operation', 'decision', 'dry_run', 'code'],
      registers,
    }),
    remembered: new Counter({
      name: 'netpol_lint_admission_remembered_total',
      help: 'Admission calls that asked what had been decided before, with nothing changed in between.',
      registers,
    }),
    duration: new Histogram({
      name: 'netpol_lint_admission_duration_seconds',
      help: 'Time from the headers of an admission call to its answer.',
      labelNames: ['operation'],
      buckets: latency,
      registers,
    }),
    inFlight: new Gauge({
      name: 'netpol_lint_admission_in_flight',
      help: 'Admission calls received and not answered yet.',
      registers,
    }),
    bodyBytes: new Histogram({
      name: 'netpol_lint_admission_body_bytes',
      help: 'Size of admission calls.',
      buckets: sizes,
      registers,
    }),
    shed: new Counter({
      name: 'netpol_lint_shed_total',
      help: 'Calls answered with 503 instead of being judged.',
      labelNames: ['face', 'reason'],
      registers,
    }),
    deadlineExceeded: new Counter({
      name: 'netpol_lint_deadline_exceeded_total',
      help: 'Admission calls that were not answered within the time the API server waits.',
      registers,
    }),
    findings: new Counter({
      name: 'netpol_lint_findings_total',
      help: 'Findings at admission, by rule, severity and what became of them (enforce, warn, audit).',
      labelNames: ['rule', 'severity', 'mode'],
      registers,
    }),
    ruleErrors: new Counter({
      name: 'netpol_lint_rule_errors_total',
      help: 'Rules that failed, which is a defect of netpol-lint.',
      labelNames: ['rule'],
      registers,
    }),
  };
}

type OperationMetrics = Pick<Metrics, 'lintRequests' | 'certificateEnd' | 'certificateReloads' | 'info'>;

function operationMetrics(registers: Registry[]): OperationMetrics {
  return {
    lintRequests: new Counter({
      name: 'netpol_lint_lint_requests_total',
      help: 'Requests to the lint endpoint, by HTTP status.',
      labelNames: ['code'],
      registers,
    }),
    certificateEnd: new Gauge({
      name: 'netpol_lint_certificate_not_after_seconds',
      help: 'When the serving certificate or a part of its chain expires, in seconds since 1970.',
      registers,
    }),
    certificateReloads: new Counter({
      name: 'netpol_lint_certificate_reloads_total',
      help: 'Changes of the certificate files, by result (ok, error).',
      labelNames: ['result'],
      registers,
    }),
    info: new Gauge({
      name: 'netpol_lint_info',
      help: 'Always 1; the version and a hash of the configuration as labels.',
      labelNames: ['version', 'config'],
      registers,
    }),
  };
}
