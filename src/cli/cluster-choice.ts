import { dnsLabelFaults } from '../model/keywords/names.ts';
import type { Arguments, Option } from './arguments.ts';

/** Which cluster to read, in kubectl's terms. */
export interface ClusterChoice {
  readonly kubeconfig?: string;
  readonly context?: string;
  /** What is read where not everything may be; the context's namespace when undefined. */
  readonly namespace?: string;
}

/** The options by which a cluster is chosen. */
export type ClusterOption = 'cluster' | 'context' | 'kubeconfig' | 'namespace';

/** The options by which a cluster is chosen; `purpose` says what a live one is for. */
export function clusterOptions(purpose: string): readonly Option<ClusterOption>[] {
  return [
    { name: 'cluster', help: purpose },
    { name: 'context', value: 'NAME', help: 'the cluster of this kubeconfig context; implies --cluster' },
    { name: 'kubeconfig', value: 'FILE', help: 'the cluster of this kubeconfig; implies --cluster' },
    {
      name: 'namespace',
      short: 'n',
      value: 'NAME',
      form: namespaceName,
      help: 'the namespace of objects that name none',
    },
  ];
}

const namespaceName = {
  fits: (value: string): boolean => dnsLabelFaults(value).length === 0,
  words: 'a name of at most 63 lower-case letters, digits and -, with a letter or digit at either end',
};

/** Whether facts shall come from a live cluster. */
export function isClusterChosen(args: Arguments<ClusterOption>): boolean {
  return args.has('cluster') || args.has('context') || args.has('kubeconfig');
}

/** The cluster that was chosen; undefined when no live one was. */
export function clusterChoice(args: Arguments<ClusterOption>): ClusterChoice | undefined {
  if (!isClusterChosen(args)) return undefined;
  const kubeconfig = args.last('kubeconfig');
  const context = args.last('context');
  const namespace = args.last('namespace');
  return {
    ...(kubeconfig === undefined ? {} : { kubeconfig }),
    ...(context === undefined ? {} : { context }),
    ...(namespace === undefined ? {} : { namespace }),
  };
}
