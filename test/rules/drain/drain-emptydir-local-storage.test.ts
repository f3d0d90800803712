import { drainEmptydirLocalStorage as rule } from '../../../src/rules/drain';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

const pod = (volumes: string, annotations = '') => `---
kind: Deployment
spec: { template: { metadata: { annotations: { ${annotations} } }, spec: { volumes: [${volumes}] } } }
`;
const TMP = '{ name: tmp, emptyDir: {} }';
const SAFE_VOLUMES = 'cluster-autoscaler.kubernetes.io/safe-to-evict-local-volumes';

test('names the volume, and where to list it', () => {
  expect(verdictsOn(rule, pod(`{ name: config, configMap: { name: web } }, ${TMP}`))).toMatchObject([{
    object: { kind: 'Deployment' },
    workload: { name: 'web' },
    violations: [{
      path: ['spec', 'template', 'spec', 'volumes', 1],
      message: 'Volume tmp lives on the node, so the cluster autoscaler never removes a node with a pod of web.',
      fix: `Add tmp to spec.template.metadata.annotations['${SAFE_VOLUMES}'] if it holds nothing of worth.`,
    }],
  }]);
  expect(rule.severity).toBe('info');
});

test('each volume on the node counts, one in memory does not', () => {
  expect(messagesOn(rule, pod(`${TMP}, { name: log, hostPath: { path: /var/log } }, { name: fast, emptyDir: { medium: Memory } }`))).toEqual([
    expect.stringContaining('Volume tmp '), expect.stringContaining('Volume log '),
  ]);
});

test('what is listed passes', () => {
  expect(messagesOn(rule, pod(`${TMP}, { name: log, emptyDir: {} }`, `${SAFE_VOLUMES}: "log, tmp"`))).toEqual([]);
  expect(messagesOn(rule, pod(`${TMP}, { name: log, emptyDir: {} }`, `${SAFE_VOLUMES}: "log"`))).toEqual([expect.stringContaining('Volume tmp ')]);
});

test('does not apply without such volumes, or where somebody decided about the whole pod', () => {
  expect(appliesTo(rule, '')).toBe(false);
  expect(appliesTo(rule, pod('{ name: fast, emptyDir: { medium: Memory } }'))).toBe(false);
  for (const value of ['true', 'false']) {
    expect(appliesTo(rule, pod(TMP, `cluster-autoscaler.kubernetes.io/safe-to-evict: "${value}"`))).toBe(false);
  }
  expect(appliesTo(rule, pod(TMP))).toBe(true);
});

test('a volume without a name, which the API server refuses, cannot be listed', () => {
  expect(appliesTo(rule, pod('{ emptyDir: {} }'))).toBe(false);
});
