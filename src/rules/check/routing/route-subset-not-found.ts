import { mayHaveForeignPods } from '../../../analysis/traffic/foreign-pods';
import { Subset, subsetsByService } from '../../../analysis/traffic/mesh-routes';
import { serviceNamed } from '../../../analysis/traffic/services-by-name';
import { keyOf, ManifestSet, PodOwner, RouteBackend, showPath } from '../../../manifests';
import { listNames, nearestWord, shorten } from '../../../text';
import { edited } from '../../fixes/edited';
import { Rule, RuleResult, Violation } from '../../rule';
import { showLabels } from '../../wording/pods';

const MESH = (subset: string): string => `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: web }
spec: { host: web, subsets: [{ name: stable, labels: { app: web } }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web }
spec: { hosts: [web], http: [{ route: [{ destination: { host: web, subset: ${subset} } }] }] }
---
kind: Deployment
spec: { template: { spec: { terminationGracePeriodSeconds: 50, containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 15 } } } }] } } }
`;

export const routeSubsetNotFound: Rule = {
  id: 'route-subset-not-found',
  severity: 'error',
  title: 'VirtualService with a subset that does not exist',
  impact: 'Every request that is sent to the subset is answered with 503.',
  why: 'A subset is a name in a DestinationRule for pods with certain labels. Proxies have no cluster for a name that is not defined, and no endpoints for labels that no pod has.',
  fix: 'Define the subset in the DestinationRule of the host, one release before a route sends to it.',
  reference: 'https://istio.io/latest/docs/ops/common-problems/network-issues/#503-errors-after-setting-destination-rule',
  examples: { failing: MESH('v2'), passing: MESH('stable') },
  judge: manifests => manifests.routes.flatMap(({ object, backends }): RuleResult[] => {
    const named = backends.filter(({ subset, weight }) => subset !== undefined && weight !== 0);
    if (named.length === 0 || manifests.isPartial) { return []; }
    return [{ object, violations: named.flatMap(backend => judgeSubset(backend, manifests)) }];
  }),
};

function judgeSubset(backend: RouteBackend, manifests: ManifestSet): Violation[] {
  const subset = backend.subset!;
  const key = keyOf(backend.namespace, backend.service);
  const known = subsetsByService(manifests).get(key);
  // If the manifests have no rule for this host, it may be elsewhere.
  if (!known) { return []; }
  const path = [...backend.namePath.slice(0, -1), 'subset'];
  const found = known.get(subset);
  if (!found) {
    const names = [...known.keys()];
    const nearest = nearestWord(subset, names);
    return [{
      path,
      message: `No DestinationRule defines subset ${shorten(subset)} of ${shorten(backend.service)}${names.length === 0 ? '' : `, only ${listNames(names)}`}: every request that is sent to it is answered with 503.`,
      ...nearest === undefined ? { fix: `Define the subset in a DestinationRule first, or set ${showPath(path)} to an existing one.` }
        : edited([{ path, value: nearest }], { or: 'define the subset in a DestinationRule first', byHand: 'that this subset is meant' }),
    }];
  }
  return isEmpty(found, backend, manifests) ? [{
    path,
    message: `No pod of Service ${shorten(backend.service)} has the labels ${showLabels(found.labels)} of subset ${shorten(subset)}: every request that is sent to it is answered with 503.`,
    fix: `Give the labels to the intended pods, or set the labels of subset ${shorten(subset)} in DestinationRule ${shorten(found.rule.name)} to theirs.`,
  }] : [];
}

// Labels from an Argo Rollout or an operator are not in a template.
function isEmpty({ labels }: Subset, { namespace, service }: RouteBackend, manifests: ManifestSet): boolean {
  if (mayHaveForeignPods(manifests, namespace)) { return false; }
  const found = serviceNamed(manifests, namespace, service);
  const pods = found && manifests.selected.get(found.object);
  if (!pods || pods.length === 0 || manifests.workloads.some(({ kind }) => kind === 'Rollout')) { return false; }
  const has = ({ podLabels }: PodOwner): boolean => Object.entries(labels).every(([key, value]) => podLabels[key] === value);
  return !pods.some(has);
}
