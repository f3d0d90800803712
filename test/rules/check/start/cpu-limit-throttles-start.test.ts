import { cpuLimitThrottlesStart as rule } from '../../../../src/rules/check/start';
import { verdictsOn } from '../judging';
import { saidBy, verdict, web, WITHOUT_SERVICE } from '../stop/changes';

const AT = 'spec.template.spec.containers[0].resources.limits.cpu';
const JVM = { command: ['java', '-jar', 'app.jar'] };
const limited = (cpu: unknown) => web({ ...JVM, resources: { limits: { cpu } } });

test('says how little CPU it gets', () => {
  expect(saidBy(rule, limited('500m'))).toEqual([{
    at: AT,
    message: 'Container web runs a JVM with a CPU limit of 0.5 cores: it is throttled for most of its start, which takes several times as long.',
    fix: `Remove ${AT}, or set it to 1 or more.`,
  }]);
});

test.each([['999m', 'fails'], ['1000m', 'passes'], ['0.9', 'fails'], ['1', 'passes'], [0.5, 'fails'], [1, 'passes'], [null, 'passes'], ['0.5Gi', 'passes'], [true, 'passes'], ['x5m', 'passes']])(
  'a limit of %j: %s', (cpu, expected) => {
    expect(verdict(rule, limited(cpu))).toBe(expected);
  });

test.each([
  'eclipse-temurin:21', 'openjdk:17', 'amazoncorretto:21', 'my-java:1', 'app-jre', 'jdk17:1', 'azul/zulu-openjdk:1', 'tomcat:10', 'jetty', 'wildfly', 'quay.io/keycloak/keycloak:26', 'spring-boot-app',
  'app_jvm:1', 'my-spring', 'corretto', 'zulu',
])('%s runs a JVM', image => {
  expect(verdict(rule, web({ image, resources: { limits: { cpu: '500m' } } }))).toBe('fails');
});

test.each(['JAVA_TOOL_OPTIONS', 'JDK_JAVA_OPTIONS', 'JAVA_OPTS', 'JVM_OPTS', 'CATALINA_OPTS'])('a container that sets %s runs a JVM', name => {
  expect(verdict(rule, web({ env: [{ name: 'A', value: 'b' }, { name, value: '-Xss1m' }], resources: { limits: { cpu: '500m' } } }))).toBe('fails');
});

test.each([[{ command: ['/usr/bin/java'] }, 'fails'], [{ args: ['java'] }, 'fails'], [{ command: ['javascript'] }, 'does not apply'], [{ command: ['myjava'] }, 'does not apply'],
  [{ env: [{ name: 'JAVA', value: 'x' }] }, 'does not apply'], [{ image: 'javascript:1' }, 'does not apply']])('%j: %s', (container, expected) => {
  expect(verdict(rule, web({ ...container, resources: { limits: { cpu: '500m' } } }))).toBe(expected);
});

test('does not apply if the pods receive no requests, or without containers', () => {
  expect(verdict(rule, limited('500m') + WITHOUT_SERVICE)).toBe('does not apply');
  expect(verdict(rule, 'kind: Deployment\nspec: { template: { spec: { containers: null } } }\n')).toBe('does not apply');
});

test('a limit without a request is kept as the request', () => {
  const { edits } = verdictsOn(rule, web({ image: 'eclipse-temurin:21-jre', resources: { $patch: 'replace', limits: { cpu: '500m' } } }))[0].violations[0];
  expect(edits).toEqual([
    { path: ['spec', 'template', 'spec', 'containers', 0, 'resources', 'requests', 'cpu'], value: '500m' },
    { path: ['spec', 'template', 'spec', 'containers', 0, 'resources', 'limits', 'cpu'], value: undefined },
  ]);
});
