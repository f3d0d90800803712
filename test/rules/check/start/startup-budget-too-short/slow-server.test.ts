import { startupBudgetTooShort as rule } from '../../../../../src/rules/check/start';
import { verdictsOn } from '../../judging';

const KEYCLOAK = 'quay.io/keycloak/keycloak:26.2.5';
const CHECK = 'httpGet: { path: /health/started, port: http }';
const running = (image: string, probes: string, more = '') =>
  `kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, image: "${image}"${more}, ${probes} }] } } }\n`;
const startup = (timing = '') => `startupProbe: { $patch: replace, ${CHECK}${timing} }`;
const liveness = (timing = '') => `startupProbe: null, livenessProbe: { $patch: replace, ${CHECK}${timing} }`;
const found = (change: string, profile = {}) => verdictsOn(rule, change, profile).flatMap(({ violations }) => violations);
const AT = 'spec.template.spec.containers[0].startupProbe';

test('warns about a startup probe with the default values', () => {
  expect(found(running(KEYCLOAK, startup()))).toMatchObject([{
    severity: 'warning',
    message: 'Container web runs Keycloak, which often needs more than 30 s to start, but its startup probe may kill it after 20 s (0 + 2 × 10): a slow start never completes.',
    fix: `Set ${AT}.failureThreshold to 31, and ${AT}.periodSeconds to 10.`,
    byHand: 'how long the slowest start takes',
  }]);
});

test('warns about a liveness probe with the default values, and suggests a startup probe', () => {
  const [{ severity, message, fix }] = found(running(KEYCLOAK, liveness()));
  expect(severity).toBe('warning');
  expect(message).toContain('but its liveness probe may kill it after 20 s');
  expect(fix).toMatch(/^Set spec\.template\.spec\.containers\[0\]\.startupProbe to \{ "httpGet"/);
});

test('values that are written are an info', () => {
  expect(found(running(KEYCLOAK, startup(', periodSeconds: 5, failureThreshold: 5')))).toMatchObject([{ severity: 'info' }]);
  expect(found(running(KEYCLOAK, startup(', initialDelaySeconds: 5')))).toMatchObject([{ severity: 'info' }]);
});

test.each([
  'bitnami/keycloak:26', 'sonarqube:10.7-community', 'jenkins/jenkins:2.479-jdk17', 'sonatype/nexus3:3.73.0', 'atlassian/confluence-server:9', 'atlassian/jira-software:10',
  'atlassian/bitbucket:9', 'releases-docker.jfrog.io/jfrog/artifactory-oss:7',
])('%s fails', image => {
  expect(found(running(image, startup()))).toMatchObject([{ severity: 'warning' }]);
});

test.each<[string, string]>([
  ['the printed remedy', running(KEYCLOAK, startup(', failureThreshold: 31, periodSeconds: 10'))],
  ['half a minute', running(KEYCLOAK, startup(', failureThreshold: 4'))],
  ['ten minutes, checked each second', running(KEYCLOAK, startup(', periodSeconds: 1, failureThreshold: 600'))],
  ['a patient liveness probe', running(KEYCLOAK, liveness(', initialDelaySeconds: 60'))],
  ['a patient startup probe and a default liveness probe', running(KEYCLOAK, `${startup(', failureThreshold: 60')}, livenessProbe: { $patch: replace, ${CHECK} }`)],
  ['neither probe', running(KEYCLOAK, 'startupProbe: null, livenessProbe: null')],
  ['a port, which may be open early', running(KEYCLOAK, 'startupProbe: { $patch: replace, tcpSocket: { port: http } }')],
  ['a probe that runs a command', running(KEYCLOAK, 'startupProbe: { $patch: replace, exec: { command: [/opt/check.sh] } }')],
  ['Keycloak that was built before', running(KEYCLOAK, startup(), ', args: [start, --optimized]')],
  ['Keycloak that was built before, in a shell', running(KEYCLOAK, startup(), ', command: [sh, -c, "exec /opt/keycloak/bin/kc.sh start --optimized"]')],
  ['Keycloak for development', running(KEYCLOAK, startup(), ', args: [start-dev]')],
  ['the operator of Keycloak', running('quay.io/keycloak/keycloak-operator:26.2.5', startup())],
  ['another JVM', running('registry.example.com/shop-java:1', startup())],
  ['an agent of Jenkins', running('jenkins/inbound-agent:3283', startup())],
  ['a name that only contains the word', running('registry.example.com/keycloak-theme:1', startup())],
])('is silent about %s', (_, change) => {
  expect(found(change)).toEqual([]);
});

test('a stated start decides instead', () => {
  expect(found(running(KEYCLOAK, startup()), { startupTime: 15 })).toEqual([]);
  expect(found(running(KEYCLOAK, startup()), { startupTime: 60 })).toMatchObject([{ message: expect.stringContaining('may take 60 s to start') }]);
});

test('a step before the server decides instead', () => {
  const change = running(KEYCLOAK, startup(), ', command: [sh, -c, "sleep 60 && exec /opt/keycloak/bin/kc.sh start"]');
  expect(found(change)).toMatchObject([{ severity: 'error', message: expect.stringContaining('runs sleep 60 before its server') }]);
});
