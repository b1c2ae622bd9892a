import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { startControlPlane, type ControlPlane } from './support/control-plane.ts';
import { eventually } from './support/eventually.ts';
import { makeCertificates } from './support/installation.ts';
import { policyWriter, type Answer, type PolicyWriter } from './support/policy-writer.ts';
import { startWebhook, type Webhook } from './support/webhook.ts';

let cluster: ControlPlane;
let webhook: Webhook;
let writer: PolicyWriter;
before(async () => {
  cluster = await startControlPlane();
  webhook = await startWebhook(cluster);
  writer = policyWriter(cluster);
});
after(async () => {
  writer.close();
  await webhook.stop();
  await cluster.stop();
});

/** Rules that the direction does not list: refused whatever the cluster holds. */
const mistaken = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'policy' },
  spec: { podSelector: {}, policyTypes: ['Ingress'], egress: [{}] },
};

const renewals: readonly (readonly string[])[] = [['--renew'], ['--renew-ca'], ['--out', 'another machine']];

for (const [option = '', folder] of renewals) {
  const renewal = folder === undefined ? option : `${option} ${folder}`;
  test(`no call fails while the certificate changes under load: ${renewal}`, async () => {
    const reloads = await webhook.metric('netpol_lint_certificate_reloads_total', 'result="ok"');
    const load = startLoad();
    const elsewhere = folder === undefined ? [] : [join(cluster.directory, folder)];
    makeCertificates(cluster, option, ...elsewhere, '--apply');
    await webhook.mountCertificate();
    await eventually(async () =>
      assert.equal(await webhook.metric('netpol_lint_certificate_reloads_total', 'result="ok"'), reloads + 1),
    );
    const answers = await load.stop();
    assert.ok(answers.length > 100, `${answers.length} calls`);
    for (const { status, body } of answers) {
      assert.equal(status, 422);
      assert.match(body.message ?? '', /is refused by netpol-lint/);
    }
    assert.equal(await cluster.metric('apiserver_admission_webhook_fail_open_count'), 0);
  });
}

/** Four clients that write without a pause, until they are stopped a moment later. */
function startLoad(): { stop(): Promise<readonly Answer[]> } {
  const ending = new AbortController();
  const answers: Answer[] = [];
  const client = async (): Promise<void> => {
    while (!ending.signal.aborted) answers.push(await writer.create(mistaken));
  };
  const clients = Array.from({ length: 4 }, client);
  return {
    async stop() {
      const enough = answers.length + 100;
      await eventually(() => assert.ok(answers.length >= enough));
      ending.abort();
      await Promise.all(clients);
      return answers;
    },
  };
}
