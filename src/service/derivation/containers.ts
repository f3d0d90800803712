import { Size } from 'cdk8s';
import { ContainerProps, ContainerResources, Cpu, ImagePullPolicy } from 'cdk8s-plus-27';
import { SIDECARS_MINOR } from '../../intent/kubernetes-version';
import { checkImage, checkUser } from '../checks/image';
import { DNS_LABEL_ALLOWED, isDnsLabel } from '../checks/names';
import { PropErrors } from '../checks/prop-errors';
import { objectsIn } from '../checks/type-guards';
import { ZeroDowntimeServiceProps } from '../props';
import { checkContainer } from './pass-through';
import { checkPorts, portsOf, TakenPorts } from './ports';
import { needsMinor } from './version';

/** The containers beside the application's. */
export interface HelperContainers {
  readonly init: ContainerProps[];
  readonly sidecars: ContainerProps[];
}

export function deriveHelpers(
  errors: PropErrors, props: ZeroDowntimeServiceProps, name: string, minor: number, takenPorts: TakenPorts,
): HelperContainers {
  const takenNames = new Set([name]);
  const sidecars = checked(errors, 'sidecars', props.sidecars, takenNames, () => takenPorts);
  // An init container has ended before the next one starts: it shares no port with anybody.
  const init = checked(errors, 'initContainers', props.initContainers, takenNames, () => new TakenPorts());
  for (const [prop, helpers] of Object.entries({ sidecars, initContainers: init })) {
    helpers.forEach((helper, index) =>
      checkUser(errors, `${prop}[${index}].image`, helper.image, helper.securityContext, props.podSecurityContext));
  }
  if (sidecars.length > 0) {
    needsMinor(errors, minor, SIDECARS_MINOR, {
      prop: 'sidecars',
      given: sidecars.map(sidecar => sidecar.name).join(', '),
      because: 'Older clusters wait for such a container to end before they start the application: no pod ever starts.',
      remedy: "add it with 'deployment.addContainer', and keep it alive as long as the application",
    });
  }
  return { sidecars: sidecars.map(withOwnDefaults), init: init.map(withOwnDefaults) };
}

/** What a container requests: a stated limit, as Kubernetes itself would take it, else a small share. */
export function requestsOf(resources: ContainerResources | undefined): ContainerResources {
  const { cpu, memory, ephemeralStorage } = resources ?? {};
  return {
    cpu: { limit: cpu?.limit, request: cpu?.request ?? (cpu?.limit ? undefined : Cpu.millis(100)) },
    memory: { limit: memory?.limit, request: memory?.request ?? memory?.limit ?? Size.mebibytes(128) },
    ephemeralStorage,
  };
}

function withOwnDefaults(container: ContainerProps): ContainerProps {
  return {
    imagePullPolicy: ImagePullPolicy.IF_NOT_PRESENT,
    ...container,
    resources: requestsOf(container.resources),
    // Copies: cdk8s-plus adds to what it is given, and the same props may make another service.
    envVariables: { ...container.envVariables },
    envFrom: [...container.envFrom ?? []],
    volumeMounts: [...container.volumeMounts ?? []],
  };
}

function checked(
  errors: PropErrors, prop: string, given: ContainerProps[] | undefined, takenNames: Set<string>, takenPorts: () => TakenPorts,
): ContainerProps[] {
  const because = 'The API server rejects the pod, or kubectl merges two containers into one: the update never reaches users.';
  const containers = objectsIn(errors, prop, given, because);
  for (const { at, value: container } of containers) {
    checkContainer(errors, container, `${at}.`);
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
