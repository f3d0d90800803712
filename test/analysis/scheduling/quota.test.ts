import * as fc from 'fast-check';
import { HardLimit, hardLimitsFor, limitsBelow, neededWith } from '../../../src/analysis/scheduling/quota';
import { ManifestSet } from '../../../src/manifests';
import { exampleManifests } from '../../../src/rules/examples';
import { runs } from '../../property-runs';
import { manifestsIn } from '../../rules/check/judging';

// The clean service has three pods, each with requests of 250m and 256Mi.
function cluster(change: string): ManifestSet {
  return manifestsIn(exampleManifests(change));
}

function quota(hard: string, { name = 'quota', namespace = 'shop', fields = '', apiVersion = 'v1', kind = 'ResourceQuota' } = {}): string {
  return `---\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name}, namespace: ${namespace} }\nspec: { hard: { ${hard} }${fields} }\n`;
}

function deployment(replicas: number, resources: string, { name = 'other', namespace = 'shop' } = {}): string {
  return `---\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name}, namespace: ${namespace} }\nspec: { replicas: ${replicas}, template: { spec: { containers: [{ name: a, image: a, resources: { ${resources} } }] } } }\n`;
}

function limits(change: string): readonly HardLimit[] {
  const manifests = cluster(change);
  return hardLimitsFor(manifests.workloads[0], manifests);
}

const CPU = 'requests: { cpu: 500m, memory: 1Gi }, limits: { cpu: 2, memory: 2Gi }';

test.each([
  ['pods', '10', 10_000, 1000, '1'],
  ['count/pods', '10', 10_000, 1000, '1'],
  ['cpu', '1500m', 1500, 250, '0.25'],
  ['requests.cpu', '"2"', 2000, 250, '0.25'],
  ['limits.cpu', '3', 3000, 0, '0'],
  ['memory', '1Gi', 2 ** 30 * 1000, 256 * 2 ** 20 * 1000, '256Mi'],
  ['requests.memory', '0', 0, 256 * 2 ** 20 * 1000, '256Mi'],
  ['limits.memory', '1e3', 1_000_000, 256 * 2 ** 20 * 1000, '256Mi'],
])('a limit of %s to %s is %i thousandths, of which one pod uses %i', (key, written, most, one, shown) => {
  const manifests = cluster(quota(`${key}: ${written}`));
  const [workload] = manifests.workloads;
  const [limit, ...more] = hardLimitsFor(workload, manifests);
  expect(more).toEqual([]);
  expect(limit).toMatchObject({ key, most, quota: { kind: 'ResourceQuota' } });
  expect(limit.resource.of(workload)).toBe(one);
  expect(limit.resource.show(one)).toBe(shown);
});

test('requests and limits of a pod are distinguished', () => {
  const manifests = cluster(`${deployment(1, CPU)}${quota('requests.cpu: 1, limits.cpu: 1, requests.memory: 1, limits.memory: 1')}`);
  const [, other] = manifests.workloads;
  expect(hardLimitsFor(other, manifests).map(({ resource }) => resource.of(other) / 1000)).toEqual([0.5, 2, 2 ** 30, 2 ** 31]);
});

test.each([[1, '1Mi'], [2 ** 20 * 1000, '1Mi'], [2 ** 20 * 1000 + 1, '2Mi'], [0, '0Mi'], [2 ** 30 * 1000, '1024Mi']])('%i thousandths of a byte are shown as %s', (amount, shown) => {
  expect(limits(quota('memory: 1'))[0].resource.show(amount)).toBe(shown);
});

test.each([
  ['another resource', quota('services: 5')],
  ['an invalid quantity', quota('pods: many')],
  ['a negative quantity', quota('pods: "-1"')],
  ['only one scope', quota('pods: 5', { fields: ', scopes: [BestEffort]' })],
  ['a scope that a selector has', quota('pods: 5', { fields: ', scopeSelector: { matchExpressions: [] }' })],
  ['another namespace', quota('pods: 5', { namespace: 'infra' })],
  ['another API', quota('pods: 5', { apiVersion: 'example.com/v1' })],
  ['another kind', quota('pods: 5', { kind: 'LimitRange' })],
  ['nothing', ''],
])('there is no limit for a Deployment in a quota for %s', (_, change) => {
  expect(limits(change)).toEqual([]);
});

test('the limits of all quotas of a namespace apply', () => {
  const all = `${quota('pods: 5, services: 1, cpu: 1')}${quota('memory: 1', { name: 'more' })}${quota('pods: 9', { name: 'far', namespace: 'infra' })}`;
  expect(limits(all).map(({ quota: { name }, key }) => `${name} ${key}`)).toEqual(['quota pods', 'quota cpu', 'more memory']);
});

describe('a namespace needs', () => {
  const needed = (change: string, key: string, pods = 0): number | undefined => {
    const manifests = cluster(`${change}${quota(`${key}: 100`)}`);
    const [workload] = manifests.workloads;
    const need = neededWith(pods, workload, manifests).get(hardLimitsFor(workload, manifests)[0].resource);
    return need === undefined ? undefined : need / 1000;
  };

  test('what its workload needs, if there are no others', () => {
    expect([0, 1, 5].map(pods => needed('', 'pods', pods))).toEqual([0, 1, 5]);
    expect(needed('', 'cpu', 4)).toBe(1);
  });

  test('also what the others need', () => {
    const others = `${deployment(4, CPU)}${deployment(2, '', { name: 'third' })}`;
    expect(needed(others, 'pods', 3)).toBe(9);
    expect(needed(others, 'requests.cpu', 4)).toBe(3);
  });

  test('nothing that could exceed a limit of a resource that the pods do not need', () => {
    expect(needed(deployment(4, CPU), 'limits.cpu', 3)).toBe(0);
  });

  test('nothing for workloads of another namespace', () => {
    expect(needed(deployment(4, CPU, { namespace: 'infra' }), 'pods', 3)).toBe(3);
  });

  test('what the others need at the minimum of an autoscaler', () => {
    const autoscaler = '---\napiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: other }\nspec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: other }, minReplicas: 2, maxReplicas: 9 }\n';
    expect(needed(`${deployment(4, CPU)}${autoscaler}`, 'pods', 3)).toBe(5);
  });

  test('only resources that a quota limits', () => {
    const manifests = cluster(quota('pods: 5'));
    expect(neededWith(3, manifests.workloads[0], manifests).size).toBe(1);
    expect(neededWith(3, manifests.workloads[0], cluster('')).size).toBe(0);
  });
});

test('the limits that a need exceeds are counted, and the first of them are found', () => {
  const written = fc.record({ key: fc.constantFrom('pods', 'count/pods', 'cpu', 'requests.cpu', 'limits.memory'), most: fc.integer({ min: 0, max: 9 }) });
  const numbers = fc.record({ pods: fc.integer({ min: 0, max: 9 }), most: fc.integer({ min: 1, max: 3 }) });
  fc.assert(fc.property(fc.array(written, { maxLength: 8 }), numbers, (all, { pods, most }) => {
    const manifests = cluster(all.map(({ key, most: allowed }, i) => quota(`${key}: ${allowed}`, { name: `q${i}` })).join(''));
    const [workload] = manifests.workloads;
    const needed = neededWith(pods, workload, manifests);
    const below = hardLimitsFor(workload, manifests).filter(limit => limit.most < needed.get(limit.resource)!);
    expect(limitsBelow(needed, workload, manifests, most)).toEqual({ count: below.length, first: below.slice(0, most) });
  }), { numRuns: runs(200) });
});
