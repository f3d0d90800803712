import { ContainerProps, ImagePullPolicy } from 'cdk8s-plus-27';
import { SIDECARS_MINOR } from '../../intent/kubernetes-version';
import { REJECTED } from '../checks/consequences';
import { checkImage, checkUser } from '../checks/image';
import { DNS_LABEL_ALLOWED, isDnsLabel } from '../checks/names';
import { checkNested } from '../checks/nested';
import { PropErrors } from '../checks/prop-errors';
import { objectsIn } from '../checks/type-guards';
import { StatedProps } from '../stated-props';
import { checkHandler, checkHelperProbe } from './handlers';
import { checkContainer, PodContext } from './pass-through';
import { checkPorts, portsOf, TakenPorts } from './ports';
import { requestsOf } from './resources';
import { needsMinor } from './version';

/** The containers beside the application's. */
export interface HelperContainers {
  readonly init: ContainerProps[];
  readonly sidecars: ContainerProps[];
}

export function deriveHelpers(
  errors: PropErrors, props: StatedProps, name: string, minor: number, takenPorts: TakenPorts, pod: PodContext,
): HelperContainers {
  const takenNames = new Set([name]);
  const sidecars = checked(errors, 'sidecars', props.sidecars, pod, takenNames, () => takenPorts);
  // An init container ends before the next one starts, so it may use any port.
  const init = checked(errors, 'initContainers', props.initContainers, pod, takenNames, () => new TakenPorts());
  for (const [prop, helpers] of Object.entries({ sidecars, initContainers: init })) {
    helpers.forEach((helper, index) =>
      checkUser(errors, `${prop}[${index}].image`, helper.image, helper.securityContext, props.podSecurityContext));
  }
  if (sidecars.length > 0) {
    needsMinor(errors, minor, SIDECARS_MINOR, {
      prop: 'sidecars',
      given: sidecars.map(sidecar => sidecar.name).join(', '),
      because: 'Older clusters wait for such a container to end before they start the application, which never happens: pods do not start.',
      remedy: "add it with 'deployment.addContainer', and keep it alive as long as the application",
    });
  }
  return { sidecars: sidecars.map(withOwnDefaults), init: init.map(withOwnDefaults) };
}

function withOwnDefaults(container: ContainerProps): ContainerProps {
  return {
    imagePullPolicy: ImagePullPolicy.IF_NOT_PRESENT,
    ...container,
    resources: requestsOf(container.resources),
    // Copies: cdk8s-plus adds to the objects that it is given, and the same props may be used for another service.
    envVariables: { ...container.envVariables },
    envFrom: [...container.envFrom ?? []],
    volumeMounts: [...container.volumeMounts ?? []],
  };
}

function checked(
  errors: PropErrors,
  prop: string,
  given: ContainerProps[] | undefined,
  pod: PodContext,
  takenNames: Set<string>,
  takenPorts: () => TakenPorts,
): ContainerProps[] {
  const because = 'The API server rejects the pod, or kubectl merges two containers into one: the update never reaches users.';
  const containers = objectsIn(errors, prop, given, because);
  for (const { at, value: container } of containers) {
    checkContainer(errors, container, pod, `${at}.`);
    checkProbesAndHooks(errors, at, container, prop === 'sidecars');
    checkImage(errors, `${at}.image`, container.image);
    checkPorts(errors, `${at}.ports`, Array.isArray(container.ports ?? []) ? portsOf(container) : container.ports, takenPorts());
    const { name } = container;
    if (!isDnsLabel(name)) {
      errors.add({ prop: `${at}.name`, given: name, allowed: DNS_LABEL_ALLOWED, because, remedy: 'name the container' });
    } else if (takenNames.has(name)) {
      errors.add({ prop: `${at}.name`, given: name, allowed: 'a name that no other container of the pod has', because, remedy: 'rename it' });
    } else {
      takenNames.add(name);
    }
  }
  return containers.map(({ value }) => value);
}

const PROBES = ['readiness', 'liveness', 'startup'] as const;

// An init container ends before the application starts, so the kubelet never probes it.
function checkProbesAndHooks(errors: PropErrors, at: string, container: ContainerProps, isSidecar: boolean): void {
  const given = [...PROBES, 'lifecycle'] as const;
  for (const prop of given.filter(name => !isSidecar && container[name] !== undefined)) {
    errors.add({
      prop: `${at}.${prop}`, given: container[prop], shown: 'given', allowed: 'neither probes nor hooks', because: REJECTED, remedy: "leave it out, or make it one of the 'sidecars'",
    });
  }
  if (!isSidecar) { return; }
  for (const probe of PROBES.filter(name => container[name] !== undefined)) { checkHelperProbe(errors, `${at}.${probe}`, container[probe]); }
  checkNested(errors, `${at}.lifecycle`, container.lifecycle, ['postStart', 'preStop']);
  for (const hook of ['postStart', 'preStop'] as const) {
    if (container.lifecycle?.[hook] !== undefined) { checkHandler(errors, `${at}.lifecycle.${hook}`, container.lifecycle[hook]); }
  }
}
