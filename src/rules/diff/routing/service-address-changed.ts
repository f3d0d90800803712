import { Path, rootOf, Service, SERVICE_PATHS, stringAt, stringsAt } from '../../../manifests';
import { Violation } from '../../../rules';
import { shorten } from '../../../text';
import { valueInWords } from '../../wording/values';
import { serviceChangeRule } from '../change-rules';
import { Change } from '../object-diff';
import { keepPrevious } from '../recipe';


type Problem = Pick<Violation, 'path' | 'message' | 'severity'>;

const CLASS: Path = ['spec', 'loadBalancerClass'];
const ADDRESS: Path = ['spec', 'loadBalancerIP'];
const FAMILIES: Path = ['spec', 'ipFamilies'];

/** The types in order: each one adds a way in which clients can reach a Service. */
const REACH = ['ClusterIP', 'NodePort', 'LoadBalancer'];

/** Classes that webhooks write into new Services that name none. */
const INJECTED_CLASSES = ['service.k8s.aws/nlb', 'eks.amazonaws.com/nlb'];

export const serviceAddressChanged = serviceChangeRule({
  id: 'service-address-changed',
  severity: 'error',
  otherSeverities: ['warning'],
  title: 'Service type or address changed',
  impact: 'Clients keep calling an address that no longer exists, or the release is applied only in part.',
  why: 'DNS records, caches and firewalls contain addresses. The API server refuses to change some of them: only deleting the Service and creating it again would change those.',
  fix: 'Leave the Service as it is, and add a second one with another name; remove the first when clients no longer use it.',
  reference: 'https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types',
  examples: {
    before: '',
    unsafe: `
kind: Service
spec: { clusterIP: None }
`,
    safe: `
apiVersion: v1
kind: Service
metadata: { name: web-pods }
spec: { clusterIP: None, selector: { app: web }, ports: [{ name: http, port: 80, targetPort: http }] }
`,
    refused: true,
  },
  judge: kept => {
    // An ExternalName has no address that could be lost.
    if (kept.before.type === 'ExternalName') { return undefined; }
    const problems = [...typeProblems(kept), ...clusterIpProblems(kept), ...familyProblems(kept), ...loadBalancerProblems(kept)];
    return problems.map((problem): Violation => ({
      ...problem,
      fix: `Leave Service ${shorten(kept.after.object.name)} as it is, and add a second one with another name for the change.`,
      recipe: [{ edits: [keepPrevious(kept.after.object)] }],
    }));
  },
});

function typeProblems({ before, after }: Change<Service>): Problem[] {
  if (after.type !== 'ExternalName' && !(REACH.indexOf(after.type) < REACH.indexOf(before.type))) { return []; }
  const message = `The Service changes from ${shorten(before.type)} to ${shorten(after.type)}: `;
  if (after.type === 'ExternalName') {
    return [{ path: SERVICE_PATHS.type, message: `${message}its address is released, and clients that have it from DNS, or keep connections to it, fail.` }];
  }
  return [{
    path: SERVICE_PATHS.type,
    message: before.type === 'LoadBalancer'
      ? `${message}its load balancer is deleted with its address, and clients outside the cluster fail.`
      : `${message}its node ports are closed, and clients outside the cluster that use them are refused.`,
  }];
}

// The API server fills in omitted fields from the existing object, including `None`.
function clusterIpProblems({ before, after }: Change<Service>): Problem[] {
  const [old, next] = [before, after].map(({ object }) => stringAt(rootOf(object.json), SERVICE_PATHS.clusterIp) || undefined);
  if (after.type === 'ExternalName' || next === undefined || next === old) { return []; }
  const path = SERVICE_PATHS.clusterIp;
  if (old === undefined && next !== 'None') {
    return [{ path, severity: 'warning', message: `The Service gets the address ${shorten(next)}: unless it already has this one, the API server refuses it.` }];
  }
  const was = old === undefined ? 'an address' : valueInWords(old);
  return [{ path, message: `The Service changes from ${was} to ${valueInWords(next)}: the API server refuses it, while the rest of the release is applied.` }];
}

function familyProblems({ before, after }: Change<Service>): Problem[] {
  const [old] = stringsAt(rootOf(before.object.json), FAMILIES);
  const [next] = stringsAt(rootOf(after.object.json), FAMILIES);
  if (after.type === 'ExternalName' || before.headless || after.headless || old === undefined || next === undefined || old === next) { return []; }
  return [{
    path: FAMILIES,
    message: `The first IP family of the Service changes from ${shorten(old)} to ${shorten(next)}: the API server refuses it, while the rest of the release is applied.`,
  }];
}

function loadBalancerProblems({ before, after }: Change<Service>): Problem[] {
  if (before.type !== 'LoadBalancer' || after.type !== 'LoadBalancer') { return []; }
  const [old, next] = [before, after].map(({ object }) => rootOf(object.json));
  const [oldClass, nextClass] = [old, next].map(root => stringAt(root, CLASS) || undefined);
  const [oldAddress, nextAddress] = [old, next].map(root => stringAt(root, ADDRESS) || undefined);
  const isInjected = oldClass === undefined && nextClass !== undefined && INJECTED_CLASSES.includes(nextClass);
  return [
    ...oldClass === nextClass ? [] : [{
      path: CLASS,
      message: `The load balancer class changes from ${valueInWords(oldClass)} to ${valueInWords(nextClass)}: `
        + `${isInjected ? 'unless a webhook wrote it there when the Service was created, ' : ''}the API server refuses it, while the rest of the release is applied.`,
    }],
    // An address that was not set before is most likely the current one; an address that is no longer set often stays.
    ...oldAddress === undefined || nextAddress === undefined || oldAddress === nextAddress ? [] : [{
      path: ADDRESS,
      message: `The load balancer moves from ${shorten(oldAddress)} to ${shorten(nextAddress)}: clients that know the old address fail until DNS and their caches have changed.`,
    }],
  ];
}
