import { Size } from 'cdk8s';
import { ContainerProps, ContainerResources, Cpu, ImagePullPolicy } from 'cdk8s-plus-27';
import { SIDECARS_MINOR } from '../../intent/kubernetes-version';
import { checkImage } from '../checks/image';
import { DNS_LABEL_ALLOWED, isDnsLabel } from '../checks/names';
import { Refusals } from '../checks/refusals';
import { ZeroDowntimeServiceProps } from '../props';
import { needsMinor } from './version';

/** The containers beside the application's. */
export interface HelperContainers {
  readonly init: ContainerProps[];
  readonly sidecars: ContainerProps[];
}

export function deriveHelpers(refusals: Refusals, props: ZeroDowntimeServiceProps, name: string, minor: number): HelperContainers {
  const taken = new Set([name]);
  const sidecars = checked(refusals, 'sidecars', props.sidecars, taken);
  const init = checked(refusals, 'initContainers', props.initContainers, taken);
  if (sidecars.length > 0) {
    needsMinor(refusals, minor, SIDECARS_MINOR, {
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
  return { imagePullPolicy: ImagePullPolicy.IF_NOT_PRESENT, ...container, resources: requestsOf(container.resources) };
}

function checked(refusals: Refusals, prop: string, given: ContainerProps[] | undefined, taken: Set<string>): ContainerProps[] {
  if (given === undefined) { return []; }
  const because = 'The API server rejects the pod, or kubectl merges two containers into one: the update never reaches users.';
  if (!Array.isArray(given)) {
    refusals.add({ prop, given, allowed: 'a list of containers', because, remedy: "write [{ name: '…', image: '…' }]" });
    return [];
  }
  for (const [index, container] of given.entries()) {
    const at = `${prop}[${index}]`;
    checkImage(refusals, `${at}.image`, container?.image);
    const name = container?.name;
    if (!isDnsLabel(name)) {
      refusals.add({ prop: `${at}.name`, given: name, allowed: DNS_LABEL_ALLOWED, because, remedy: 'name the container' });
    } else if (taken.has(name)) {
      refusals.add({ prop: `${at}.name`, given: name, allowed: 'a name that no other container of the pod has', because, remedy: 'rename it' });
    } else {
      taken.add(name);
    }
  }
  return given;
}
