import { isReleaseLabel } from '../../../analysis/identity/release-labels';
import { mayHaveForeignPods } from '../../../analysis/traffic/foreign-pods';
import { closestPods, podsIn, podsOfOtherNamespace } from '../../../analysis/traffic/known-pods';
import { ManifestSet, PodOwner, Service, SERVICE_PATHS, showPath } from '../../../manifests';
import { shorten } from '../../../text';
import { edited } from '../../fixes/edited';
import { Rule, RuleResult, Violation } from '../../rule';

export const danglingService: Rule = {
  id: 'dangling-service',
  severity: 'error',
  title: 'Service selector that matches no pods',
  impact: 'Every request to the Service fails.',
  why: 'A Service sends to pods that have all labels of its selector. If one label differs, it has no endpoints.',
  fix: 'Set the selector of the Service to labels that the pods have.',
  reference: 'https://kubernetes.io/docs/concepts/services-networking/service/#services-in-kubernetes',
  examples: {
    failing: `
kind: Service
spec: { selector: { app: wbe } }
`,
    passing: `
kind: Service
spec: { selector: { app: web } }
`,
  },
  judge: manifests => manifests.services.flatMap((service): RuleResult[] => {
    const { object } = service;
    // Without a selector, another controller manages the endpoints.
    if (Object.keys(service.selector).length === 0) { return []; }
    if (manifests.selected.get(object)?.length !== 0) { return [{ object, violations: [] }]; }
    if (mayHaveForeignPods(manifests, object.namespace)) { return []; }
    const strayed = podsOfOtherNamespace(manifests, service);
    if (strayed) { return [{ object, violations: [inWrongNamespace(service, strayed)] }]; }
    if (mayBeElsewhere(service, manifests)) { return []; }
    const closest = closestPods(manifests, object, service.selector)!;
    return [{ object, violations: [nowhere(service, closest)] }];
  }),
};

// If there are no pods at all, they are in other files; each cluster brings its own DNS.
function mayBeElsewhere({ object, selector }: Service, manifests: ManifestSet): boolean {
  const near = podsIn(manifests, object.namespace);
  const isByController = (key: string) => /^[^/]+\//.test(key) && !OWN_PREFIXES.test(key) && !near.some(({ podLabels }) => Object.hasOwn(podLabels, key));
  return near.length === 0 || selector['k8s-app'] === 'kube-dns' || hasRole(selector) || Object.keys(selector).some(key => BY_CONTROLLER.test(key) || isByController(key));
}

// An operator, or the database itself, labels its leader at run time.
function hasRole(selector: Service['selector']): boolean {
  return ['role', 'spilo-role', 'cluster-role'].some(key => /^(?:master|primary|leader|replica|standby|secondary|sync_standby)$/.test(selector[key] ?? ''));
}

// Labels that pods get at run time, not from a template: statefulset.kubernetes.io/pod-name, and those of operators.
const BY_CONTROLLER = /^(?:pod-template-hash|rollouts-pod-template-hash|controller-revision-hash|controller-uid|job-name|(?:apps|batch|statefulset)\.kubernetes\.io\/|serving\.knative\.dev\/)/;
const OWN_PREFIXES = /^(?:app\.kubernetes\.io|helm\.sh|cdk8s\.io)\//;

function inWrongNamespace({ object, selector }: Service, pods: PodOwner): Violation {
  return {
    path: ['metadata', 'namespace'],
    message: `The pods with the labels ${labelsOf(selector)} are in namespace ${shorten(pods.namespace!)}, but the Service is in ${shorten(object.namespace!)}, `
      + 'and sends only to pods there: it has no endpoints, and every request to it fails.',
    ...edited([{ path: ['metadata', 'namespace'], value: pods.namespace }], { byHand: 'which clients call the Service in its current namespace' }),
  };
}

function labelsOf(selector: Service['selector']): string {
  return shorten(Object.entries(selector).map(([key, value]) => `${key}=${value}`).join(', '), 200);
}

function nowhere({ object: { name }, selector }: Service, { object, podLabels }: PodOwner): Violation {
  const labels = Object.entries(selector);
  const differing = labels.filter(([key, value]) => !Object.hasOwn(podLabels, key) || podLabels[key] !== value);
  const path = [...SERVICE_PATHS.selector, differing[0][0]];
  // Without any label a Service would not select anything.
  const edits = labels.some(([label]) => Object.hasOwn(podLabels, label))
    ? differing.map(([label]) => ({ path: [...SERVICE_PATHS.selector, label], value: podLabels[label] }))
    : [{ path: SERVICE_PATHS.selector, value: stableLabels(podLabels) }];
  // The Service is not meant for other pods of the namespace.
  const isNear = object.name === name || differing.length < labels.length;
  return {
    path,
    message: `No pod here has the labels ${labelsOf(selector)}: the Service has no endpoints, and every request to it fails.`,
    ...isNear ? edited(edits, {
      or: `give the labels ${labelsOf(selector)} to the intended pods, if these are not those of ${object.kind} ${shorten(object.name)}`,
      byHand: `that the Service is meant for the pods of ${object.kind} ${shorten(object.name)}`,
    }) : { fix: `Set ${showPath(SERVICE_PATHS.selector)} to labels of the pods that the Service is meant for.` },
  };
}

function stableLabels(labels: PodOwner['podLabels']): PodOwner['podLabels'] {
  return Object.fromEntries(Object.entries(labels).filter(([label, value]) => !isReleaseLabel(label, value)));
}
