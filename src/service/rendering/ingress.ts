import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { REJECTED } from '../checks/consequences';
import { checkOneOf } from '../checks/nested';
import { PropErrors } from '../checks/prop-errors';

const ID = 'Ingress';

/** Adds a path to an Ingress: the given one, or the service's own. */
export function renderIngressPath(
  scope: Construct, service: kplus.Service, path: string, options: kplus.ExposeServiceViaIngressOptions,
): kplus.Ingress {
  checkPath(scope, service, path, options);
  const { name, namespace } = service.metadata;
  const ingress = options.ingress ?? scope.node.tryFindChild(ID) as kplus.Ingress | undefined
    ?? new kplus.Ingress(scope, ID, { metadata: { name, ...namespace && { namespace } } });
  const [{ port }] = service.ports;
  ingress.addRule(path, kplus.IngressBackend.fromService(service, { port }), options.pathType);
  return ingress;
}

/** Refuses a path that is not valid in an Ingress; it may be a pattern. */
export function checkIngressPath(errors: PropErrors, prop: string, path: unknown): void {
  if (typeof path === 'string' && path.startsWith('/')) { return; }
  errors.add({ prop, given: path, allowed: "a path that begins with '/'", because: REJECTED, remedy: 'begin it with a slash' });
}

function checkPath(
  scope: Construct, service: kplus.Service, path: unknown, { ingress, pathType }: kplus.ExposeServiceViaIngressOptions,
): void {
  const errors = new PropErrors(scope.node.path);
  checkIngressPath(errors, 'exposeViaIngress.path', path);
  checkOneOf(errors, 'exposeViaIngress.pathType', pathType, Object.values(kplus.HttpIngressPathType));
  const [own, other] = [service.metadata.namespace, ingress?.metadata.namespace];
  if (own !== undefined && other !== undefined && own !== other) {
    errors.add({
      prop: 'exposeViaIngress.ingress',
      given: ingress?.name,
      shown: `'${ingress?.name}' of the namespace '${other}'`,
      allowed: `an Ingress of the namespace of the service, '${own}'`,
      because: 'An Ingress finds Services only in its own namespace: every request is answered with 503.',
      remedy: 'create it in that namespace',
    });
  }
  errors.throwIfAny();
}
