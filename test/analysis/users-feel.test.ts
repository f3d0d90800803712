import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROUTERS } from '../../src/lifecycle';
import { clustersOf, ManifestSet, parseManifests, readManifests, Workload } from '../../src/manifests';
import { ClusterProfile, RULES } from '../../src/rules';
import { exampleManifests } from '../../src/rules/examples';
import { timelineInputOf } from '../../src/timeline/timeline-input';
import { timelineOf } from '../../src/timeline/timeline-of';
import { TARGET } from '../rules/check/judging';

// What users notice: each warning of the timeline has a finding of check, and vice versa.

interface Agreement {
  readonly felt: string;
  readonly warning: RegExp;
  /** Rules that report the same, including those of budgets. */
  readonly rules: readonly string[];
  /** Rules that report more than a timeline draws, and why. */
  readonly alone?: Readonly<Record<string, string>>;
}

const AGREEMENTS: readonly Agreement[] = [
  { felt: 'outages in updates', warning: /^Every update is an outage/, rules: ['recreate-strategy', 'single-replica'], alone: { 'recreate-strategy': 'workers, whose jobs wait', 'single-replica': 'a Deployment of one pod, which only drains stop first' } },
  {
    felt: 'refused requests',
    warning: /routers still send/,
    rules: ['prestop-missing', 'prestop-too-short', 'prestop-cannot-run', 'grace-period-zero'],
    alone: { 'prestop-cannot-run': 'the timeline does not know which commands an image has' },
  },
  {
    felt: 'cut requests and jobs',
    warning: /SIGKILL/,
    rules: ['grace-period-too-short', 'grace-period-zero', 'worker-grace-period-too-short'],
  },
  { felt: 'pods that cannot answer yet', warning: /no readiness probe/, rules: ['readiness-missing'] },
  { felt: 'starts that never end', warning: /interrupted by a restart/, rules: ['startup-budget-too-short'] },
  { felt: 'no pod at rest', warning: /^Without load/, rules: ['autoscaler-minimum-too-low', 'single-replica'], alone: { 'single-replica': 'it is about a single pod as well', 'autoscaler-minimum-too-low': 'the same' } },
  { felt: 'fewer pods in updates', warning: /^An update (?:may )?removes? /, rules: ['max-unavailable-too-high', 'rolling-update-cannot-progress'], alone: { 'max-unavailable-too-high': 'a quarter of the pods, where no number is written', 'rolling-update-cannot-progress': 'a DaemonSet that the API server rejects is not drawn' } },
  { felt: 'failed rollouts', warning: /progressDeadlineSeconds|failed rollout/, rules: ['progress-deadline-too-short'] },
  {
    felt: 'no pod in a drain',
    warning: /^A drain may evict all/,
    rules: ['pdb-missing', 'pdb-matches-no-pods', 'single-replica', 'autoscaler-minimum-too-low', 'pdb-overlap'],
    alone: {
      'single-replica': 'a single pod may crash, too, and a budget that blocks the drain does not hold it',
      'autoscaler-minimum-too-low': 'the same of an autoscaler',
      'pdb-matches-no-pods': 'it is about a budget, which may be one of several',
      'pdb-overlap': 'the same',
    },
  },
];

const JUDGING = RULES.filter(({ id }) => AGREEMENTS.some(({ rules }) => rules.includes(id)));

const FIXTURES = join(__dirname, '../fixtures');
const FILES = readdirSync(FIXTURES, { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile() && /\.ya?ml$/.test(entry.name))
  .map(({ parentPath, name }) => join(parentPath, name));

type Says = (id: string, workload: Workload) => boolean;

/** The timeline draws a hook of unknown length as long as needed, and notes it; it does not draw which addresses clients cache. */
const UNTOLD = /^It is unknown how long|DNS may return a stopping pod/;

// A budget that selects no pods has the name of the Deployment that it is meant for.
function findings(manifests: ManifestSet, profile: ClusterProfile): Says {
  const found = new Set(JUDGING.flatMap(rule => rule.judge(manifests, profile)
    .filter(({ violations }) => violations.some(({ message }) => !UNTOLD.test(message)))
    .map(({ object, workload }) => keyOf(rule.id, workload?.object ?? object))));
  return (id, workload) => found.has(keyOf(id, workload));
}

function keyOf(id: string, { namespace = '', name }: { readonly namespace?: string; readonly name: string }): string {
  return [id, namespace, name].join('/');
}

function disagreements(name: string, manifests: ManifestSet, profile: ClusterProfile): string[] {
  const says = findings(manifests, profile);
  return manifests.workloads.flatMap(workload => {
    const { warnings } = timelineOf(timelineInputOf(workload, manifests, profile));
    return AGREEMENTS.flatMap(({ felt, warning, rules, alone = {} }) => {
      const saying = rules.filter(id => says(id, workload));
      const isWarned = warnings.some(text => warning.test(text));
      if (isWarned && saying.length === 0) { return [`${name}, ${workload.name}: only timeline warns of ${felt}`]; }
      const only = isWarned ? [] : saying.filter(id => !Object.hasOwn(alone, id));
      return only.map(id => `${name}, ${workload.name}: only ${id} finds ${felt}`);
    });
  });
}

const CLUSTERS = FILES.flatMap(file => clustersOf(readManifests([file]).objects).clusters
  .map(cluster => ({ name: file.slice(FIXTURES.length + 1), cluster })));

test.each<[string, Partial<ClusterProfile>]>([
  ['without settings', {}],
  ['with long requests and starts in the settings', { longestRequest: 45, startupTime: 90 }],
  ['with short ones', { longestRequest: 1, startupTime: 1 }],
  ['with a slow load balancer in the settings', { router: ROUTERS.awsNlb, isRouterStated: true, startupTime: 280 }],
])('check and timeline agree about each workload of each fixture %s', (_, settings) => {
  expect(CLUSTERS.flatMap(({ name, cluster }) => disagreements(name, cluster, { ...TARGET, ...settings }))).toEqual([]);
});

test('check and timeline agree about the examples of each rule', () => {
  expect(RULES.flatMap(({ id, examples }) => (['failing', 'passing'] as const).flatMap(which => {
    const { clusters } = clustersOf(parseManifests('example.yaml', exampleManifests(examples[which])).objects);
    return clusters.flatMap(cluster => disagreements(`${id} ${which}`, cluster, { ...TARGET, ...examples.profile }));
  }))).toEqual([]);
});
