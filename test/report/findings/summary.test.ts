import { findingsAsJson } from '../../../src/report/findings/json';
import { findingsAsMarkdown } from '../../../src/report/findings/markdown';
import { findingsAsSarif } from '../../../src/report/findings/sarif';
import { summarize, summarizeChanges } from '../../../src/report/findings/summary';
import { findingsAsText } from '../../../src/report/findings/text';
import { exampleManifests } from '../../../src/rules/examples';
import { reportOn } from '../../engine/checking';
import { NEW_IMAGE, reportBetween, reportOnChange, RUNNING } from '../../engine/diffing';

test('two restarts are told with the time of each', () => {
  const two = (change: string) => `${exampleManifests(change)}---\n${exampleManifests(change).replaceAll('web', 'api')}`;
  const report = reportBetween({ 'old/a.yaml': two('') }, { 'new/a.yaml': two(NEW_IMAGE) });
  expect(summarize(report)).toMatch(/^2 Deployments restart, .* each; capacity never under 100 % in rollouts; no change was found that users would notice\.$/);
});

test('what restarts in several clusters is one restart', () => {
  const [dev, prod] = ['dev', 'prod'].map(stage => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: stage }\ndata: { stage: ${stage} }\n`);
  const report = reportBetween(
    { 'old/shared.yaml': RUNNING, 'old/dev.yaml': dev, 'old/prod.yaml': prod },
    { 'new/shared.yaml': exampleManifests(NEW_IMAGE), 'new/dev.yaml': dev, 'new/prod.yaml': prod },
  );
  expect(report.restarts).toHaveLength(1);
  expect(summarizeChanges(report)).toBe('1 object changes; 5 objects in all.');
  expect(summarize(report)).toMatch(/^1 Deployment restarts in each of 2 clusters, [^;]*[^h]; /);
  expect(findingsAsText(report)).not.toContain('only in');
});

test('what restarts in several clusters, and not the same way, is counted once', () => {
  const report = reportBetween(
    { 'old/dev.yaml': RUNNING.replace('replicas: 3', 'replicas: 2'), 'old/prod.yaml': RUNNING },
    { 'new/dev.yaml': exampleManifests(NEW_IMAGE).replace('replicas: 3', 'replicas: 2'), 'new/prod.yaml': exampleManifests(NEW_IMAGE) },
  );
  expect(report.restarts).toHaveLength(2);
  expect(summarize(report)).toMatch(/^1 Deployment restarts in each of 2 clusters, .* each; /);
});

test('three kinds are listed with commas', () => {
  const kinds = (image: string) => ['Deployment', 'DaemonSet', 'StatefulSet'].map(kind => `
apiVersion: apps/v1
kind: ${kind}
metadata: { name: a, namespace: shop }
spec: { selector: { matchLabels: { app: ${kind} } }, template: { metadata: { labels: { app: ${kind} } }, spec: { containers: [{ name: a, image: '${image}' }] } } }
`).join('---');
  const report = reportBetween({ 'old/a.yaml': kinds('registry.example.com/a:1') }, { 'new/a.yaml': kinds('registry.example.com/a:2') });
  expect(summarize(report)).toMatch(/^1 \w+, 1 \w+ and 1 \w+ restart, /);
});

test('a StatefulSet restarts with a timeline of its own', () => {
  const set = (image: string) => `${RUNNING}---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db, namespace: shop }
spec:
  serviceName: db
  selector: { matchLabels: { app: db } }
  template: { metadata: { labels: { app: db } }, spec: { containers: [{ name: db, image: '${image}' }] } }
`;
  const report = reportBetween({ 'old/a.yaml': set('registry.example.com/db:1') }, { 'new/a.yaml': set('registry.example.com/db:2') });
  expect(summarize(report)).toBe('1 StatefulSet restarts, 0 s to 35 s; capacity down to 0 % in rollouts; no other change was found that users would notice.');
  expect(findingsAsText(report)).toMatch(/What restarts\n {2}StatefulSet shop\/db, 0 s to 35 s\n/);
});

test.each([
  [{ added: 1, changed: 0, removed: 0 }, '1 is new; 3 objects in all.'],
  [{ added: 2, changed: 1, removed: 1 }, '1 object changes, 2 are new, 1 is removed; 3 objects in all.'],
  [{ added: 0, changed: 2, removed: 3 }, '2 objects change, 3 are removed; 3 objects in all.'],
])('counts %j', (changes, words) => {
  expect(summarizeChanges({ ...reportOnChange(''), changes })).toBe(words);
});

test.each([
  [{ errors: 2, warnings: 0, infos: 0, acknowledged: 0 }, '2 changes would drop requests or get stuck'],
  [{ errors: 0, warnings: 1, infos: 3, acknowledged: 0 }, '1 warning; 3 infos'],
  [{ errors: 0, warnings: 0, infos: 0, acknowledged: 1 }, '1 acknowledged'],
  [{ errors: 0, warnings: 1, infos: 3, notShown: 2, acknowledged: 0 }, '1 warning; 1 info; 2 infos not shown'],
  [{ errors: 0, warnings: 0, infos: 2, notShown: 2, acknowledged: 0 }, 'no change was found that users would notice; 2 infos not shown'],
])('sums up %j', (found, words) => {
  const report = reportOnChange('');
  expect(summarize({ ...report, summary: { ...report.summary, ...found } })).toBe(`No workload restarts; ${words}.`);
});

test('a value of a wrong type is no reason not to compare, but is said', () => {
  const report = reportBetween({ 'old/web.yaml': RUNNING }, { 'new/web.yaml': RUNNING.replace('replicas: 3', 'replicas: many') });
  expect(summarize(report)).toMatch(/; not all of the input could be read\.$/);
});

test('says when no pod is left', () => {
  const recreate = 'kind: Deployment\nspec: { strategy: { type: Recreate, rollingUpdate: null } }\n';
  const report = reportBetween({ 'old/web.yaml': exampleManifests(recreate) }, { 'new/web.yaml': exampleManifests(`${recreate}---\n${NEW_IMAGE}`) });
  expect(summarize(report)).toMatch(/^1 Deployment restarts, .*; capacity down to 0 % in rollouts; /);
});

test.each([[1, 6, 'never under 100 %'], [6, 3, 'never under 33 %'], [4, 4, 'never under 75 %']])('the capacity of an update from %i pods to %i is that of now', (old, now, words) => {
  const scaled = (replicas: number, more = '') => exampleManifests(`kind: Deployment\nspec: { replicas: ${replicas}, strategy: { rollingUpdate: { maxUnavailable: 1 } } }\n${more}`);
  const report = reportBetween({ 'old/web.yaml': scaled(old) }, { 'new/web.yaml': scaled(now, `---\n${NEW_IMAGE}`) });
  expect(summarize(report)).toContain(`capacity ${words} in rollouts`);
});

test('does not state the capacity of workloads that have no pods yet', () => {
  const none = exampleManifests('kind: Deployment\nspec: { replicas: 0 }\n');
  expect(summarize(reportBetween({ 'old/web.yaml': none }, { 'new/web.yaml': exampleManifests(NEW_IMAGE) }))).not.toContain('capacity');
});

describe('nothing is green that was not judged', () => {
  const installer = (kind: string, name: string) => `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: ${kind}\nmetadata: { name: ${name} }\n---\n`;
  const summaryOf = (yaml: string) => summarize(reportOn({ 'a.yaml': yaml }));
  const CONFIG = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n---\n';

  test('without a workload it says so, and what installs some', () => {
    expect(summaryOf(CONFIG)).toBe('1 object, none of them a workload');
    expect(summaryOf(installer('HelmRelease', 'shop') + installer('HelmRelease', 'mail')))
      .toBe('2 objects, none of them a workload; HelmRelease shop and HelmRelease mail install objects that are not in the input: render them first (helm template, kubectl kustomize)');
  });

  test('names three of many', () => {
    expect(summaryOf(['a', 'b', 'c', 'd', 'e'].map(name => installer('HelmRelease', name)).join('')))
      .toContain('; HelmRelease a, HelmRelease b, HelmRelease c and 2 more install objects that are not in the input');
  });

  test('with workloads it still says what is not here', () => {
    expect(summaryOf(`${installer('HelmRelease', 'shop')}${exampleManifests('')}`))
      .toBe('No findings in 4 objects; HelmRelease shop installs objects that are not in the input: render them first (helm template, kubectl kustomize)');
    const kustomization = installer('Kustomization', 'apps').replace('helm', 'kustomize');
    expect(summaryOf(`${kustomization}${exampleManifests('')}`)).toBe('No findings in 4 objects');
    expect(summaryOf(exampleManifests(''))).toBe('No findings in 3 objects');
  });

  test.each([
    ['a controller that no rule knows', 'apiVersion: apps.kruise.io/v1alpha1\nkind: CloneSet\nmetadata: { name: a }\n'
      + 'spec: { selector: { matchLabels: { app: a } }, template: { metadata: { labels: { app: a } }, spec: { containers: [{ name: a, image: a }] } } }\n', 'CloneSet a'],
    ['what changes how requests flow', 'apiVersion: route.openshift.io/v1\nkind: Route\nmetadata: { name: a, namespace: b }\nspec: { to: { name: a } }\n', 'Route b/a'],
  ])('%s is named as not judged', (_, text, name) => {
    expect(summaryOf(text)).toBe(`1 object, none of them a workload; not judged, since no rule reads its kind: ${name}`);
  });

  const rollout = (kind: string) => `apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: { name: a }\nspec: { workloadRef: { kind: ${kind}, name: b } }\n`;

  test('an Argo Rollout is named with what it has its pod template from', () => {
    expect(summaryOf(rollout('Deployment')))
      .toBe('1 object, none of them a workload; not judged, since Deployment b, which has its pod template, is not in the manifests: Rollout a');
    const podTemplate = 'apiVersion: v1\nkind: PodTemplate\nmetadata: { name: b }\ntemplate: { spec: { containers: [{ name: a, image: a }] } }\n';
    expect(summaryOf(`${rollout('PodTemplate')}---\n${podTemplate}`))
      .toContain('not judged, since PodTemplate b, which has its pod template, is not a Deployment: Rollout a');
    expect(JSON.parse(findingsAsJson(reportOn({ 'a.yaml': rollout('Deployment') }))).unjudged.objects)
      .toEqual([{ kind: 'Rollout', name: 'a', because: 'Deployment b, which has its pod template, is not in the manifests' }]);
  });

  test('each reason is given with what it holds for', () => {
    const route = 'apiVersion: route.openshift.io/v1\nkind: Route\nmetadata: { name: a }\nspec: { to: { name: a } }\n';
    expect(summaryOf(`${route}---\n${rollout('Deployment')}`)).toMatch(
      /; not judged, since no rule reads its kind: Route a; not judged, since Deployment b, .* is not in the manifests: Rollout a$/,
    );
  });

  test('of many kinds that are not judged three are named, and all of them with --all', () => {
    const routes = ['a', 'b', 'c', 'd', 'e'].map(name => `apiVersion: route.openshift.io/v1\nkind: Route\nmetadata: { name: ${name} }\nspec: { to: { name: a } }\n---\n`).join('');
    expect(summaryOf(routes)).toContain('since no rule reads their kinds: Route a, Route b, Route c and 2 more');
    expect(summarize(reportOn({ 'a.yaml': routes }, { show: 'all' }))).toContain('since no rule reads their kinds: Route a, Route b, Route c, Route d and Route e');
    expect(summarize(reportBetween({}, { 'a.yaml': routes }, { show: 'all' }))).toContain('Route d and Route e');
  });

  test('a CustomResource that has nothing to do with requests is not named', () => {
    expect(summaryOf('apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: { name: a }\nspec: {}\n')).toBe('1 object, none of them a workload');
  });

  test('a comparison names what changes and is not judged', () => {
    const route = (to: string) => `apiVersion: route.openshift.io/v1\nkind: Route\nmetadata: { name: a }\nspec: { to: { name: ${to} } }\n`;
    expect(summarize(reportBetween({ 'old/a.yaml': route('a') }, { 'new/a.yaml': route('b') })))
      .toBe('No workload restarts; no change was found that users would notice; not judged, since no rule reads its kind: Route a.');
    expect(summarize(reportBetween({ 'old/a.yaml': route('a') }, { 'new/a.yaml': route('a') }))).not.toContain('Route');
  });

  test('every format has it', () => {
    const report = reportOn({ 'a.yaml': installer('HelmRelease', 'shop') });
    const words = '1 object, none of them a workload; HelmRelease shop installs objects that are not in the input: render them first (helm template, kubectl kustomize)';
    expect(JSON.parse(findingsAsJson(report)).unjudged).toEqual({ words: `${words}.`, lacks: 'workload', installers: [{ kind: 'HelmRelease', name: 'shop' }], objects: [] });
    expect(JSON.parse(findingsAsSarif(report, [])).runs[0].invocations[0].toolExecutionNotifications).toEqual([{ level: 'note', message: { text: `${words}.` } }]);
    expect(findingsAsText(report).replace(/\s+/g, ' ')).toContain(words);
    expect(findingsAsMarkdown(report)).toContain('none of them a workload; HelmRelease shop installs objects that are not in the input');
  });
});
