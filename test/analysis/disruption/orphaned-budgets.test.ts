import { isOrphaned, orphanedBudgets } from '../../../src/analysis/disruption/orphaned-budgets';
import { manifestsIn } from '../../rules/check/judging';

/** Deployments and budgets by lines such as `Deployment shop/web app=web, role=a`. */
function cluster(...lines: string[]) {
  return manifestsIn(lines.map(line => {
    const [, kind, namespace, name, text] = /^(\w+) (.*)\/(\S+) ?(.*)$/.exec(line)!;
    const labels = text === '' ? undefined : Object.fromEntries(text.split(', ').map(pair => pair.split('=')));
    const metadata = { name, namespace };
    return JSON.stringify(kind === 'Deployment'
      ? { apiVersion: 'apps/v1', kind, metadata, spec: { template: { metadata: { labels }, spec: {} } } }
      : { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata, spec: { maxUnavailable: 1, ...labels ? { selector: { matchLabels: labels } } : {} } });
  }).join('\n---\n'));
}

function meant(...lines: string[]): string[] {
  const manifests = cluster(...lines);
  const found = [...orphanedBudgets(manifests)].map(([budget, workload]) => `${budget.name} for ${workload.name}`);
  const orphaned = manifests.workloads.filter(workload => isOrphaned(workload, manifests)).map(({ name }) => name);
  expect(orphaned.sort()).toEqual([...new Set(found.map(text => text.replace(/^.* for /, '')))].sort());
  return found;
}

test.each(['web', 'web-pdb', 'web.pdb', 'web-budget', 'web-pod-disruption-budget', 'web-poddisruptionbudget', 'web-disruption-budget'])(
  'a budget that selects no pods was meant for the Deployment web if it is called %s', name => {
    expect(meant('Deployment shop/web app=web', `Budget shop/${name} app=gone`)).toEqual([`${name} for web`]);
  });

test.each(['webpdb', 'web-pdb-2', 'pdb-web', 'other-pdb', 'web-api'])('a budget that selects no pods was not meant for a Deployment here if it is called %s', name => {
  expect(meant('Deployment shop/web app=web', `Budget shop/${name} app=gone`)).toEqual([]);
});

test('a budget without a selector may be meant by its name', () => {
  expect(meant('Deployment shop/web app=web', 'Budget shop/web-pdb')).toEqual(['web-pdb for web']);
  expect(meant('Deployment shop/web app=web', 'Budget shop/other-pdb')).toEqual([]);
});

test('a budget that selects no pods was meant for a Deployment with one of its labels, if that names an application', () => {
  expect(meant('Deployment shop/web app=web, tier=front', 'Budget shop/b app=web, tier=gone')).toEqual(['b for web']);
  expect(meant('Deployment shop/web app=web, tier=front', 'Budget shop/b app=gone, tier=front')).toEqual([]);
  expect(meant('Deployment shop/web app=web', 'Budget shop/b role=web')).not.toContain('b for web');
});

test('its name overrides its labels', () => {
  expect(meant('Deployment shop/api app=web', 'Deployment shop/web app=other', 'Budget shop/web-pdb app=web, tier=gone')).toEqual(['web-pdb for web']);
});

test('of several Deployments with a label, the first was meant', () => {
  expect(meant('Deployment shop/one app=web', 'Deployment shop/two app=web', 'Budget shop/b app=web, tier=gone')).toEqual(['b for one']);
});

test('two budgets may be meant for one Deployment', () => {
  expect(meant('Deployment shop/web app=web', 'Budget shop/a app=web, tier=gone', 'Budget shop/web app=gone')).toEqual(['a for web', 'web for web']);
});

test('a budget that selects pods was meant for those', () => {
  expect(meant('Deployment shop/web app=web', 'Deployment shop/other app=other', 'Budget shop/other app=web')).toEqual([]);
});

test('a Deployment with a budget needs no other', () => {
  expect(meant('Deployment shop/web app=web', 'Budget shop/one app=web', 'Budget shop/web-pdb app=gone')).toEqual([]);
});

test('a budget was meant for its own namespace', () => {
  expect(meant('Deployment infra/web app=web', 'Budget shop/web app=web')).toEqual([]);
});

test('a budget that names another application, or another component of a release, was meant for pods that are not in the manifests', () => {
  const [name, instance, component] = ['name', 'instance', 'component'].map(key => `app.kubernetes.io/${key}`);
  expect(meant(`Deployment shop/web ${name}=shop, ${instance}=prod, ${component}=web`, `Budget shop/b ${name}=shop, ${instance}=prod, ${component}=worker`)).toEqual([]);
  expect(meant(`Deployment shop/web ${name}=web, ${instance}=prod`, `Budget shop/b ${name}=prometheus, ${instance}=prod`)).toEqual([]);
});
