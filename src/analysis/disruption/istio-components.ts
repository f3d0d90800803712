import type { OperatedInstances } from './operated-instances';
import { booleanAt, FieldCursor, listAt, numberAt, Path, placeAt, stringAt } from '../../manifests';

/** Since this version, Istio writes no budget for a component that may run as one pod. */
const WITHOUT_BUDGET = 28;
const HPA_MINIMUM = ['k8s', 'hpaSpec', 'minReplicas'];

/** A component of the control plane or a gateway, and the values of its Helm chart. */
interface Component {
  readonly place: FieldCursor;
  readonly name: string;
  readonly values: Path;
}

/** The components that Istio's default profile runs as one pod each at low load, while its own budget keeps one pod of each. */
export function istioComponents(root: FieldCursor): OperatedInstances[] {
  const minor = minorOf(root);
  if ((stringAt(root, ['spec', 'profile']) ?? 'default') !== 'default' || (minor ?? 0) >= WITHOUT_BUDGET) { return []; }
  if (booleanAt(root, ['spec', 'values', 'global', 'defaultPodDisruptionBudget', 'enabled']) === false) { return []; }
  return componentsOf(root).filter(({ place }) => hasDefaultBudget(place)).flatMap(component => fewestOf(component, root, minor));
}

// Of a tag such as `1.16.2-distroless`.
function minorOf(root: FieldCursor): number | undefined {
  const found = /^1\.(\d{1,3})(?:\.|$)/.exec(stringAt(root, ['spec', 'tag']) ?? '');
  return found ? Number(found[1]) : undefined;
}

function componentsOf(root: FieldCursor): Component[] {
  const pilot = placeAt(root, ['spec', 'components', 'pilot']);
  const gateways = ['ingress', 'egress'].flatMap(kind => listAt(root, ['spec', 'components', `${kind}Gateways`])
    .filter(place => booleanAt(place, ['enabled']) === true)
    .map(place => ({ place, name: stringAt(place, ['name']) ?? `istio-${kind}gateway`, values: ['gateways', `istio-${kind}gateway`] })));
  return [...booleanAt(pilot, ['enabled']) === true ? [{ place: pilot, name: 'istiod', values: ['pilot'] }] : [], ...gateways];
}

function hasDefaultBudget(place: FieldCursor): boolean {
  const own = placeAt(place, ['k8s', 'podDisruptionBudget']);
  const patched = listAt(place, ['k8s', 'overlays']).map(overlay => stringAt(overlay, ['kind']) ?? '');
  return (own.value === undefined || numberAt(own, ['minAvailable']) === 1)
    && !patched.some(kind => ['PodDisruptionBudget', 'HorizontalPodAutoscaler', 'Deployment'].includes(kind));
}

/** The least number of pods if it is stated, or if it is the default of a version that is stated. */
function fewestOf({ place, name, values }: Component, root: FieldCursor, minor: number | undefined): OperatedInstances[] {
  const value = (field: string): FieldCursor => placeAt(root, ['spec', 'values', ...values, field]);
  const count = placeAt(place, ['k8s', 'replicaCount']);
  const known = { operator: 'Istio', role: `pod of ${name}`, needed: 2 };
  const budget = { keeps: 1, guards: 'autoscaled', ...minor === undefined && { until: `1.${WITHOUT_BUDGET - 1}` } } as const;
  if (value('autoscaleEnabled').value === false) {
    return count.value === 1 ? [{ ...known, instances: 1, path: count.path, budget: { ...budget, guards: 'role' } }] : [];
  }
  const stated = [placeAt(place, HPA_MINIMUM), value('autoscaleMin')].filter(field => field.value !== undefined);
  // If both are stated, the version decides which of them counts.
  const isOne = stated.length > 0 ? stated.every(field => field.value === 1) : minor !== undefined;
  const most = placeAt(place, ['k8s', 'hpaSpec', 'maxReplicas']);
  if (!isOne || (count.value ?? 1) !== 1) { return []; }
  const path = stated.length > 0 ? stated[0].path : [...place.path, ...HPA_MINIMUM];
  return [{ ...known, instances: 1, path, budget, ...most.value === 1 && { alsoRaised: most.path } }];
}
