import { ROUTERS } from '../../../src/lifecycle';
import { ManifestObject, clustersOf } from '../../../src/manifests';
import { MADE_BY_REHEARSAL } from '../../../src/rehearse/labels';
import { ClusterState, Plan, PlanOptions } from '../../../src/rehearse/plan/plan';
import { planOf } from '../../../src/rehearse/plan/plan-of';
import { timelineInputOf } from '../../../src/timeline/timeline-input';
import { timelineOf } from '../../../src/timeline/timeline-of';
import { EMPTY, objects, OPTIONS, service } from '../manifests';

const PROFILE = { kubernetesMinor: 34, router: ROUTERS.cluster };
const [before, after] = [service('app:1'), service('app:2')];

interface Asked {
  readonly options?: Partial<PlanOptions>;
  readonly state?: Partial<ClusterState>;
  readonly before?: ManifestObject[];
  readonly after?: ManifestObject[];
}

function plan(asked: Asked = {}): Plan {
  return planOf({ ...OPTIONS, ...asked.options }, 'before' in asked ? asked.before : before, asked.after ?? after, { ...EMPTY, ...asked.state }, PROFILE);
}

const inPlace = { options: { inPlace: true, namespace: 'shop' }, state: { namespace: { labels: {} } } };

test('an update into a namespace of its own: what is applied, and how long the timeline says it takes', () => {
  const [cluster] = clustersOf(after).clusters;
  const { figures } = timelineOf(timelineInputOf(cluster.workloads[0], cluster, PROFILE));
  const made = plan();
  expect(made.refusals).toEqual([]);
  expect(made).toMatchObject({
    makesNamespace: true,
    workloads: [{ kind: 'Deployment', resource: 'deployments.apps', name: 'web', replicas: 2, hasAutoscaler: false }],
    predictions: [{ label: 'Update of Deployment rehearsal-abc/web', predicted: figures.updateWithStop }],
    contextToConfirm: undefined,
    notes: [],
  });
  expect(made.phases.map(({ name }) => name)).toEqual(['prepare', 'quiet', 'disturbance', 'after', 'restore']);
  expect(made.deadline).toBe(Math.ceil(figures.updateWithStop.worst * 1.5 + 30));
});

test('the requests of all runs: the rate rises during the ramp', () => {
  const made = plan();
  const { seconds } = made.phases.find(({ name }) => name === 'disturbance')!;
  // 4 s of ramp count as 2; then 10 s of quiet load, the update, and 5 s.
  expect(made.requests).toEqual({ best: (2 + 10 + seconds.best + 5) * 50 * 2, worst: (2 + 10 + seconds.worst + 5) * 50 * 2 });
});

test('a context that no option names is to be typed', () => {
  expect(plan({ options: { context: { name: 'prod', isNamed: false } } }).contextToConfirm).toBe('prod');
});

test.each<[string, Asked, string]>([
  ['a namespace that it did not make', { state: { namespace: { labels: {} } } },
    'Namespace rehearsal-abc was not created by a rehearsal, so its objects may be in use. Name one that does not exist, or add --in-place: '
    + 'then its objects are changed, and restored at the end.'],
  ['a namespace of another rehearsal', { state: { namespace: { labels: { [MADE_BY_REHEARSAL]: 'old' } } } },
    'Namespace rehearsal-abc belongs to rehearsal old. Run `rehearse --clean old --context staging --namespace rehearsal-abc` first.'],
  ['a rehearsal before it that was not cleaned', { ...inPlace, state: { ...inPlace.state, unfinished: ['old'] } },
    'Rehearsal old of this namespace was not cleaned. Run `rehearse --clean old --context staging --namespace shop` first.'],
  ['no namespace in place', { options: { inPlace: true } },
    'There is no namespace rehearsal-abc to rehearse in. Leave out --in-place, and it is created and deleted.'],
  ['a namespace of the cluster', { options: { namespace: 'kube-system' } },
    'Namespace kube-system belongs to the cluster itself. Name another one with --namespace.'],
  ['an object of another namespace', { after: [...after, ...objects('{apiVersion: v1, kind: Service, metadata: {name: db, namespace: data}}')] },
    'Service db is in namespace data, but a rehearsal changes only one namespace: rehearsal-abc. Render the manifests for one namespace, and name it with --namespace.'],
  ['an update of one side', { before: undefined }, 'An update needs two sides. Name what runs before it, too, or use --restart.'],
  ['a rollback of one side into a new namespace', { before: undefined, options: { disturbance: { kind: 'rollback' } } },
    'A rollback needs two sides: the version that it returns to, and the one that it replaces. Name both.'],
  ['no workload', { before: [], after: [] },
    'These manifests have no workload whose pods could be disturbed. Name the manifests of a Deployment.'],
  ['a node that there is not', { options: { disturbance: { kind: 'drain', node: 'n9' } } }, 'The cluster has no node n9. `kubectl get nodes` lists them.'],
  ['a node that is cordoned', { options: { disturbance: { kind: 'drain', node: 'n1' } }, state: { node: { isCordoned: true } } },
    'Node n1 is already cordoned, perhaps by a drain. Uncordon it, or name another one.'],
  ['scaling against an autoscaler',
    {
      options: { disturbance: { kind: 'scale', replicas: 4 } },
      state: { autoscalers: objects('{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: web}, spec: {scaleTargetRef: {kind: Deployment, name: web}}}') },
    },
    'An autoscaler sets the replicas of Deployment web, and would revert --scale. Remove it for the rehearsal.'],
])('is refused: %s', (_, asked, sentence) => {
  expect(plan(asked).refusals).toEqual([sentence]);
});

test('kubectl neither restarts nor rolls back an Argo Rollout', () => {
  const rollout = service('app:1').map(object => object.kind === 'Deployment'
    ? objects(JSON.stringify({ ...object.json, apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' }))[0] : object);
  const refusals = (kind: 'restart' | 'rollback') => plan({ before: rollout, after: rollout, options: { disturbance: { kind } } }).refusals;
  expect(refusals('restart')).toEqual(['kubectl cannot restart Rollout web. Rehearse an update or --evict.']);
  expect(refusals('rollback')).toEqual(['kubectl cannot roll back Rollout web. Rehearse an update to the manifests before.']);
});

test('an unfinished rehearsal in its own namespace is not refused twice', () => {
  expect(plan({ state: { namespace: { labels: { [MADE_BY_REHEARSAL]: 'abc' } } } }).refusals).toEqual([]);
});

test('what belongs to the whole cluster, to Helm, and what would work once more is not applied, and said', () => {
  const role = '{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: reader}, rules: []}';
  const made = plan({
    after: service('app:2', `${role}
---
{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: writer}, rules: []}
---
{apiVersion: batch/v1, kind: Job, metadata: {name: migrate}}
---
{apiVersion: batch/v1, kind: Job, metadata: {generateName: once-}}
---
{apiVersion: v1, kind: ConfigMap, metadata: {name: hook, annotations: {helm.sh/hook: pre-upgrade}}}
---
{apiVersion: v1, kind: Namespace, metadata: {name: rehearsal-abc, labels: {pod-security.kubernetes.io/enforce: restricted}}}`),
    state: { live: objects(role) },
  });
  expect(made.after.map(({ kind }) => kind)).toEqual(['Deployment', 'Service']);
  expect(made.namespaceLabels).toEqual({ 'pod-security.kubernetes.io/enforce': 'restricted' });
  expect(made.notes).toEqual([
    'ClusterRole reader is cluster-scoped and already exists, so it is not applied.',
    'ClusterRole writer is cluster-scoped, does not exist, and is not applied. Apply it before, if the pods need it.',
    'Job migrate would repeat its work, so it is not run.',
    'Job once-* gets a new name each time it is created, so it is not created.',
    'ConfigMap hook is a Helm hook, and is not run.',
  ]);
});

test('in place, only what exists and is applied is saved', () => {
  const [deployment, , other] = [...before, ...objects('{apiVersion: v1, kind: ConfigMap, metadata: {name: other}}')];
  expect(plan({ ...inPlace, state: { ...inPlace.state, live: [deployment, other] } }).saved).toEqual([deployment]);
});

test('an object that is only in BEFORE stays, as kubectl leaves it', () => {
  expect(plan({ before: service('app:1', '{apiVersion: v1, kind: ConfigMap, metadata: {name: old}}') }).notes)
    .toEqual(['ConfigMap old is only in BEFORE, and stays, since `kubectl apply` does not delete objects.']);
});

test('a budget that allows no eviction is expected to refuse them all, which is shown and not waited for long', () => {
  const budget = '{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: web}, spec: {maxUnavailable: 0, selector: {matchLabels: {app: web}}}}';
  const made = plan({ before: undefined, after: service('app:1', budget), options: { disturbance: { kind: 'evict' } } });
  expect(made.predictions).toEqual([{ label: 'Eviction of Deployment rehearsal-abc/web', controller: 'Deployment rehearsal-abc/web', predicted: undefined }]);
  expect(made.notes).toEqual(['Eviction of Deployment rehearsal-abc/web: its budget allows no eviction, so none is expected to succeed.']);
  expect(made.deadline).toBe(75);
});

test('a drain says whose pods it evicts', () => {
  const made = plan({ options: { disturbance: { kind: 'drain', node: 'n1' } }, state: { node: { isCordoned: false } } });
  expect(made.cordons).toBe('n1');
  expect(made.notes).toEqual(['Only the pods under test in namespace rehearsal-abc are evicted from node n1; all others stay. While it is cordoned, '
    + 'new pods of other namespaces are scheduled elsewhere, too.']);
});

test('a route in a namespace of its own: what is not known of other namespaces is said', () => {
  const route = objects(`
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web }
spec: { rules: [{ host: shop.example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }] }
`);
  const withRoute = { before: [...before, ...route], after: [...after, ...route] };
  expect(plan({ ...withRoute, state: { routesElsewhere: undefined } }).notes).toContainEqual(expect.stringMatching(/^Ingress web is applied as it is\./));
  expect(plan({ ...withRoute, state: { routesElsewhere: [] } }).notes).toEqual([]);
  expect(plan({ ...withRoute, ...inPlace }).notes).toEqual([]);
});
