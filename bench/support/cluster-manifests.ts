import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How large a cluster is; pods and policies are counted in each namespace. */
interface Size {
  readonly namespaces: number;
  readonly pods: number;
  readonly policies: number;
}

/** Writes a cluster as a folder, a file for each namespace; `later` changes a few of the policies. */
export function writeCluster(folder: string, size: Size, later: boolean): void {
  mkdirSync(folder);
  for (let index = 0; index < size.namespaces; index += 1) {
    const documents = manifestsOf(index, size, later).map((each) => JSON.stringify(each));
    writeFileSync(join(folder, `ns-${index}.yaml`), documents.join('\n---\n'));
  }
}

function manifestsOf(index: number, { pods, policies }: Size, later: boolean): readonly object[] {
  const team = { team: `team-${index % 10}` };
  const made: object[] = [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: `ns-${index}`, labels: team } },
  ];
  for (let pod = 0; pod < pods; pod += 1) made.push(podOf(index, pod, pods));
  for (let policy = 0; policy < policies; policy += 1) {
    const isChanged = later && index % 25 === 0 && policy === 3;
    made.push(policyOf(index, policy, isChanged ? index + 1 : index));
  }
  return made;
}

/** Every second namespace has pods, with addresses, the others Deployments. */
function podOf(namespace: number, index: number, pods: number): object {
  const labels = { app: `app-${index}`, tier: index % 2 === 0 ? 'front' : 'back' };
  const container = { name: 'main', image: 'example', ports: [{ name: 'http', containerPort: 8080 }] };
  const metadata = { name: `web-${index}`, namespace: `ns-${namespace}` };
  if (namespace % 2 === 1) {
    const template = { metadata: { labels }, spec: { containers: [container] } };
    return { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { template } };
  }
  const serial = namespace * pods + index;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...metadata, labels },
    spec: { nodeName: `node-${serial % 50}`, containers: [container] },
    status: { phase: 'Running', podIPs: [{ ip: `10.0.${serial >> 8}.${serial & 255}` }] },
  };
}

/** In turn: from the namespace, from the next workload, from a tier everywhere, from a team, from and to the outside. */
function policyOf(namespace: number, index: number, team: number): object {
  const app = (number: number): object => ({ podSelector: { matchLabels: { app: `app-${number}` } } });
  const teams = { namespaceSelector: { matchLabels: { team: `team-${team % 10}` } } };
  const outside = { ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] } };
  const rules = [
    { ingress: [{ from: [{ podSelector: {} }] }] },
    { ingress: [{ from: [app(index + 1)], ports: [{ port: 'http' }] }] },
    { ingress: [{ from: [{ namespaceSelector: {}, podSelector: { matchLabels: { tier: 'back' } } }] }] },
    { ingress: [{ from: [teams], ports: [{ port: 443 }] }] },
    { ingress: [{ from: [outside], ports: [{ port: 443 }] }] },
    { egress: [{ to: [{ ipBlock: { cidr: `192.168.${namespace % 20}.0/24` } }] }, { to: [teams] }] },
  ];
  const rule = rules[index % rules.length] ?? {};
  const policyTypes = ['egress' in rule ? 'Egress' : 'Ingress'];
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: `policy-${index}`, namespace: `ns-${namespace}` },
    spec: { ...app(index), policyTypes, ...rule },
  };
}
