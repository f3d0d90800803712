import { vaultAgent as rule } from '../../../../../src/rules/check/stop/sidecar-stops-first/vault-agent';
import { hook, saidBy, stating, verdict, web } from '../changes';

const LEASED = { 'agent-inject': 'true', 'agent-inject-secret-db': 'database/creds/web', 'agent-revoke-on-shutdown': 'true' };
const AT = "spec.template.metadata.annotations['vault.hashicorp.com/agent-revoke-grace']";

function pods(annotations: Record<string, string>): string {
  const written = Object.fromEntries(Object.entries(annotations).map(([key, value]) => [`vault.hashicorp.com/${key}`, value]));
  return `---\n${JSON.stringify({ kind: 'Deployment', spec: { template: { metadata: { annotations: written } } } })}\n`;
}

test('says when the credentials are revoked, and until when they are needed', () => {
  expect(saidBy(rule, pods(LEASED))).toEqual([{
    at: AT,
    message: 'Vault\'s agent revokes the credentials of the application 5 s after the stop of a pod has begun, but the application keeps working for 10 s: requests that need them after that fail.',
    fix: `Set ${AT} to "40".`,
  }]);
});

test.each<Record<string, string>>([
  { 'agent-revoke-grace': '9' },
  { 'agent-revoke-grace': '0' },
  { 'agent-inject-secret-db': 'secret/data/web', 'agent-inject-template-db': '{{ with secret "team/rabbitmq/creds/web" }}{{ .Data.password }}{{ end }}' },
  { 'agent-inject-secret-db': 'secret/data/web', 'agent-inject-token': 'true' },
  { 'agent-revoke-on-shutdown': 'TRUE', 'agent-inject': '1' },
])('%j fails', annotations => {
  expect(verdict(rule, pods({ ...LEASED, ...annotations }))).toBe('fails');
});

test.each<Record<string, string>>([{ 'agent-revoke-grace': '10' }, { 'agent-revoke-grace': '40' }])('%j passes', annotations => {
  expect(verdict(rule, pods({ ...LEASED, ...annotations }))).toBe('passes');
});

test.each<Record<string, string>>([
  { 'agent-inject': 'false' },
  { 'agent-revoke-on-shutdown': 'false' },
  { 'agent-pre-populate-only': 'true' },
  { 'agent-inject-secret-db': 'secret/data/web' },
  { 'agent-inject-secret-db': 'database/static-creds/web' },
  { 'agent-revoke-grace': '5s' },
])('does not apply to %j', annotations => {
  expect(verdict(rule, pods({ ...LEASED, ...annotations }))).toBe('does not apply');
});

test('a stated longest request counts, with and without a hook', () => {
  expect(saidBy(rule, stating({ 'longest-request': '20s' }) + pods({ ...LEASED, 'agent-revoke-grace': '29' }))[0]).toMatchObject({
    message: expect.stringContaining('keeps working for 30 s'), fix: `Set ${AT} to "30".`,
  });
  expect(verdict(rule, stating({ 'longest-request': '20s' }, { lifecycle: null }) + pods({ ...LEASED, 'agent-revoke-grace': '20' }))).toBe('passes');
  expect(verdict(rule, stating({ 'longest-request': '20s' }, { lifecycle: null }) + pods({ ...LEASED, 'agent-revoke-grace': '19' }))).toBe('fails');
});

test('does not compare a hook of unknown length', () => {
  expect(verdict(rule, web(hook({ httpGet: { path: '/drain', port: 8080 } })) + pods(LEASED))).toBe('does not apply');
});

test('the recommended time fits into the grace period', () => {
  expect(saidBy(rule, web({}, { terminationGracePeriodSeconds: 25 }) + pods(LEASED))[0].fix).toBe(`Set ${AT} to "20".`);
});
