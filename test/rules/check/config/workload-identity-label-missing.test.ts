import { workloadIdentityLabelMissing as rule } from '../../../../src/rules/check/config';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

const account = (metadata: string, name = 'web') => `apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: ${name}, namespace: shop, ${metadata} }\n---\n`;
const CLIENT = 'annotations: { azure.workload.identity/client-id: 559588f6 }';
const web = (spec = '', labels = '{}') =>
  `kind: Deployment\nspec: { template: { metadata: { labels: ${labels} }, spec: { serviceAccountName: web${spec} } } }\n`;
const job = (labels: string) => '---\napiVersion: batch/v1\nkind: CronJob\nmetadata: { name: sync, namespace: shop }\n'
  + `spec: { schedule: "0 1 * * *", jobTemplate: { spec: { template: { metadata: { labels: ${labels} }, spec: { serviceAccountName: web, restartPolicy: Never, containers: [{ name: sync, image: a/sync:1 }] } } } } }\n`;

test('fails where only the ServiceAccount has an identity', () => {
  expect(verdictsOn(rule, account(CLIENT) + web())).toMatchObject([{
    object: { kind: 'Deployment', name: 'web' },
    violations: [{
      path: ['spec', 'template', 'metadata', 'labels', 'azure.workload.identity/use'],
      message: 'ServiceAccount web has an identity of Azure, but the pods of Deployment web have no label azure.workload.identity/use: "true": new pods get no token, and Azure refuses their requests.',
      fix: 'Set spec.template.metadata.labels[\'azure.workload.identity/use\'] to "true".',
    }],
  }]);
});

test('fails where only the ServiceAccount has the label', () => {
  expect(messagesOn(rule, account('labels: { azure.workload.identity/use: "true" }') + web())).toHaveLength(1);
});

test('fails for a CronJob, whose pod template is deeper', () => {
  expect(verdictsOn(rule, account(CLIENT) + job('{}').slice(4))).toMatchObject([{ violations: [{ path: ['spec', 'jobTemplate', 'spec', 'template', 'metadata', 'labels', 'azure.workload.identity/use'] }] }]);
});

test.each([
  ['the pods have the label', account(CLIENT) + web('', '{ azure.workload.identity/use: "true" }')],
  ['other pods of the account have the label', account(CLIENT) + web() + job('{ azure.workload.identity/use: "true" }')],
  ['the pods name the file of their token', account(CLIENT) + web(', containers: [{ name: web, env: [{ name: AZURE_FEDERATED_TOKEN_FILE, value: /token }] }]')],
  ['the pods mount their token', account(CLIENT) + web(', volumes: [{ name: token, projected: { sources: [{ serviceAccountToken: { path: token, audience: api://AzureADTokenExchange } }] } }]')],
  ['the pods decline the webhook', account(CLIENT) + web('', '{ azure.workload.identity/use: "false" }')],
  ['a driver of volumes gets the token', account(CLIENT) + web(', volumes: [{ name: keys, csi: { driver: secrets-store.csi.k8s.io, volumeAttributes: { secretProviderClass: keys } } }]')],
  ['the volumes are those of a driver of Azure', account(CLIENT) + web(', volumes: [{ name: files, csi: { driver: blob.csi.azure.com } }]')],
  ['an operator uses the account', `${account(CLIENT)}${web()}---\napiVersion: external-secrets.io/v1\nkind: SecretStore\nmetadata: { name: vault, namespace: shop }\nspec: { provider: { azurekv: { authType: WorkloadIdentity, serviceAccountRef: { name: web } } } }\n`],
])('passes where %s', (_, change) => {
  expect(messagesOn(rule, change)).toEqual([]);
});

test.each([
  ['the account has no identity', account('labels: { team: shop }') + web()],
  ['the account is that of other pods', account(CLIENT, 'cart') + web()],
  ['the account is not in the manifests', web()],
])('does not apply where %s', (_, change) => {
  expect(appliesTo(rule, change)).toBe(false);
});
