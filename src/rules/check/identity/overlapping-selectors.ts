import { perWorkload } from '../../../analysis/memoize';
import { addTo, keyOf, ManifestSet, matcherOf, Workload, WORKLOAD_PATHS } from '../../../manifests';
import { Rule, RuleResult } from '../../rule';

/** Real manifests do not have more candidates with a common label; comparing all of a hostile file would take minutes. */
const MOST_COMPARED = 100;

export const overlappingSelectors: Rule = {
  id: 'overlapping-selectors',
  severity: 'error',
  title: 'Overlapping selectors of two Deployments',
  impact: 'Services send to the pods of both, budgets count both, and autoscalers scale one by the load of the other.',
  why: 'Kubernetes does not keep selectors apart. Any object that selects the pods of one Deployment also selects those of the other.',
  fix: 'Give the pods of each their own label, in the template and in the selector. The selector of a running Deployment cannot be changed: replace it by another Deployment.',
  reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector',
  examples: {
    failing: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: worker }
spec:
  selector: { matchLabels: { app: worker } }
  template:
    metadata: { labels: { app: worker } }
    spec: { containers: [{ name: worker, image: 'registry.example.com/worker:1.5.0' }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: reports }
spec:
  selector: { matchLabels: { app: worker } }
  template:
    metadata: { labels: { app: worker } }
    spec: { containers: [{ name: worker, image: 'registry.example.com/worker:1.5.0' }] }
`,
    passing: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: worker }
spec:
  selector: { matchLabels: { app: worker } }
  template:
    metadata: { labels: { app: worker } }
    spec: { containers: [{ name: worker, image: 'registry.example.com/worker:1.5.0' }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: reports }
spec:
  selector: { matchLabels: { app: reports } }
  template:
    metadata: { labels: { app: reports } }
    spec: { containers: [{ name: worker, image: 'registry.example.com/worker:1.5.0' }] }
`,
  },
  judge: ({ workloads }: ManifestSet) => {
    const earlier = new Map<string, Workload[]>();
    return workloads.filter(({ kind }) => kind === 'Deployment').map((workload): RuleResult => {
      const { object, selector } = workload;
      const selects = matcher(workload);
      const other = selector && candidates(workload, earlier)
        .find(found => selects(found.podLabels) && matcher(found)(workload.podLabels));
      for (const key of keysOf(workload, workload.podLabels)) { addTo(earlier, key, workload); }
      return {
        object,
        // Either of them may acknowledge it.
        workload: other ?? workload,
        violations: other ? [{
          path: WORKLOAD_PATHS.selector,
          message: `Deployments ${workload.name} and ${other.name} select each other's pods: Services, budgets and autoscalers of one also count those of the other.`,
          fix: `If ${workload.name} is already running, its selector cannot be changed: add a Deployment with another name, with its own label in spec.selector.matchLabels and in spec.template.metadata.labels, `
            + `and remove ${workload.name} in the release after that. Before its first release, add the label here.`,
        }] : [],
      };
    });
  },
};

const matcher = perWorkload(({ selector }) => selector ? matcherOf(selector) : () => false);

/** Those that have the rarest label of its selector. */
function candidates(workload: Workload, earlier: Map<string, Workload[]>): Workload[] {
  return keysOf(workload, workload.selector!.matchLabels).map(key => earlier.get(key) ?? [])
    .reduce((one, other) => other.length < one.length ? other : one).slice(0, MOST_COMPARED);
}

function keysOf({ namespace }: Workload, labels: Readonly<Record<string, string>>): string[] {
  return [keyOf(namespace), ...Object.entries(labels).map(pair => keyOf(namespace, ...pair))];
}
