import { Severity } from '../..';
import { ManifestObject } from '../../../manifests';

/** A setting of a load balancer, in one or more annotations, whose change replaces something. */
export interface LoadBalancerSetting {
  /** Its annotations; the first one that is set counts. */
  readonly keys: readonly [string, ...string[]];
  readonly on: 'Service' | 'alb' | 'gce';
  /** The consequence of a change, after a colon. */
  readonly follows: string;
  readonly severity: Severity;
  readonly reference: string;
  /** What the annotation means to the controller; undefined where that is not known, so that a change is not reported. */
  value(object: ManifestObject, other: ManifestObject): string | undefined;
}

const AWS = 'service.beta.kubernetes.io/aws-load-balancer';
const AZURE = 'service.beta.kubernetes.io/azure';
const ALB = 'alb.ingress.kubernetes.io';

const NLB_DOCS = 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/';
const NLB_GUIDE = 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/nlb/';
const ALB_DOCS = 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/';
const AZURE_DOCS = 'https://kubernetes-sigs.github.io/cloud-provider-azure/topics/loadbalancer/';
const AKS_INTERNAL = 'https://learn.microsoft.com/azure/aks/internal-lb';
const GKE_DOCS = 'https://cloud.google.com/kubernetes-engine/docs/concepts/service-load-balancer-parameters';
const GKE_INGRESS = 'https://cloud.google.com/kubernetes-engine/docs/troubleshooting/ingress';

const REPLACED = 'the load balancer is deleted and another one is created, with another address, and clients fail until DNS and all caches have it';
const MOVED = 'the load balancer gets another address, and clients fail until DNS and all caches have it';
const TARGETS = 'the target groups are replaced, and requests fail until the targets of the new ones are healthy';

/**
 * Only documented behaviour, or behaviour of the controller's code, is listed. Names and subnets of AWS load balancers are not:
 * its controller leaves the load balancer as it is, or changes it in place.
 */
export const LOAD_BALANCER_SETTINGS: readonly LoadBalancerSetting[] = [
  // `nlb-ip` and `external` mean the same controller.
  { keys: [`${AWS}-type`], on: 'Service', value: object => awsController(object), follows: 'another controller creates another load balancer, with another address, and clients of the old one fail', severity: 'error', reference: `${NLB_DOCS}#lb-type` },
  { keys: [`${AWS}-scheme`, `${AWS}-internal`], on: 'Service', value: awsScheme, follows: REPLACED, severity: 'error', reference: NLB_GUIDE },
  { keys: [`${AWS}-nlb-target-type`], on: 'Service', value: nlbTargets, follows: TARGETS, severity: 'warning', reference: `${NLB_DOCS}#nlb-target-type` },
  { keys: [`${AZURE}-load-balancer-internal`], on: 'Service', value: flag(`${AZURE}-load-balancer-internal`), follows: MOVED, severity: 'error', reference: AKS_INTERNAL },
  { keys: [`${AZURE}-load-balancer-internal-subnet`], on: 'Service', value: internalOf(`${AZURE}-load-balancer-internal`, `${AZURE}-load-balancer-internal-subnet`), follows: MOVED, severity: 'error', reference: AKS_INTERNAL },
  { keys: [`${AZURE}-load-balancer-ipv4`], on: 'Service', value: given(`${AZURE}-load-balancer-ipv4`), follows: MOVED, severity: 'error', reference: AZURE_DOCS },
  { keys: [`${AZURE}-load-balancer-ipv6`], on: 'Service', value: given(`${AZURE}-load-balancer-ipv6`), follows: MOVED, severity: 'error', reference: AZURE_DOCS },
  { keys: [`${AZURE}-pip-name`], on: 'Service', value: given(`${AZURE}-pip-name`), follows: MOVED, severity: 'error', reference: AZURE_DOCS },
  { keys: ['networking.gke.io/load-balancer-type', 'cloud.google.com/load-balancer-type'], on: 'Service', value: gkeType, follows: REPLACED, severity: 'error', reference: GKE_DOCS },
  { keys: ['networking.gke.io/internal-load-balancer-subnet'], on: 'Service', value: given('networking.gke.io/internal-load-balancer-subnet'), follows: MOVED, severity: 'error', reference: GKE_DOCS },
  { keys: ['networking.gke.io/load-balancer-ip-addresses'], on: 'Service', value: given('networking.gke.io/load-balancer-ip-addresses'), follows: MOVED, severity: 'error', reference: GKE_DOCS },
  { keys: ['cloud.google.com/network-tier'], on: 'Service', value: object => at(object, 'cloud.google.com/network-tier') ?? 'Premium', follows: MOVED, severity: 'warning', reference: GKE_DOCS },
  { keys: [`${ALB}/scheme`], on: 'alb', value: albScheme, follows: REPLACED, severity: 'error', reference: `${ALB_DOCS}#scheme` },
  { keys: [`${ALB}/group.name`], on: 'alb', value: object => at(object, `${ALB}/group.name`) ?? 'none', follows: 'its routes move to another load balancer, with another address, and clients fail until DNS and all caches have it', severity: 'error', reference: `${ALB_DOCS}#ingressgroup` },
  { keys: [`${ALB}/target-type`], on: 'alb', value: object => at(object, `${ALB}/target-type`) ?? 'instance', follows: TARGETS, severity: 'warning', reference: `${ALB_DOCS}#target-type` },
  { keys: ['kubernetes.io/ingress.global-static-ip-name'], on: 'gce', value: given('kubernetes.io/ingress.global-static-ip-name'), follows: MOVED, severity: 'error', reference: GKE_INGRESS },
  { keys: ['kubernetes.io/ingress.regional-static-ip-name'], on: 'gce', value: given('kubernetes.io/ingress.regional-static-ip-name'), follows: MOVED, severity: 'error', reference: GKE_INGRESS },
];

function at({ annotations }: ManifestObject, key: string): string | undefined {
  return Object.hasOwn(annotations, key) ? annotations[key].trim() || undefined : undefined;
}

/** Where a change is certain only between two explicit values: a newly set value may be the current one. */
function given(key: string): LoadBalancerSetting['value'] {
  return object => at(object, key);
}

function flag(key: string): LoadBalancerSetting['value'] {
  return object => `${at(object, key)?.toLowerCase() === 'true'}`;
}

function internalOf(internal: string, key: string): LoadBalancerSetting['value'] {
  return object => flag(internal)(object, object) === 'true' ? at(object, key) : undefined;
}

function awsController(object: ManifestObject): string | undefined {
  if (hasClass(object)) { return undefined; }
  const type = at(object, `${AWS}-type`);
  return type === 'nlb-ip' ? 'external' : type ?? 'the default';
}

function hasClass({ json: { spec } }: ManifestObject): boolean {
  return typeof spec === 'object' && spec !== null && Object.hasOwn(spec, 'loadBalancerClass');
}

/** For the AWS Load Balancer Controller: the older in-tree controller never changes an existing load balancer. */
function awsScheme(object: ManifestObject, other: ManifestObject): string | undefined {
  if (![object, other].every(one => hasClass(one) || awsController(one) === 'external')) { return undefined; }
  return writtenScheme(object) ?? (writtenScheme(other) === undefined ? undefined : 'internal');
}

function writtenScheme(object: ManifestObject): string | undefined {
  const internal = at(object, `${AWS}-internal`)?.toLowerCase();
  const scheme = at(object, `${AWS}-scheme`);
  if (scheme !== undefined || internal === undefined) { return scheme; }
  return internal === 'true' ? 'internal' : 'internet-facing';
}

function nlbTargets(object: ManifestObject): string | undefined {
  if (at(object, `${AWS}-type`) === 'nlb-ip') { return 'ip'; }
  return at(object, `${AWS}-nlb-target-type`) ?? (hasClass(object) ? 'instance' : undefined);
}

function gkeType(object: ManifestObject): string {
  const type = at(object, 'networking.gke.io/load-balancer-type') ?? at(object, 'cloud.google.com/load-balancer-type');
  return type?.toLowerCase() === 'internal' ? 'Internal' : 'External';
}

// Another Ingress of the group may set it.
function albScheme(object: ManifestObject): string | undefined {
  return at(object, `${ALB}/scheme`) ?? (at(object, `${ALB}/group.name`) === undefined ? 'internal' : undefined);
}
