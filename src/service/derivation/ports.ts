import { ContainerPort, ContainerProps } from 'cdk8s-plus-27';
import { isPortName, PORT_NAME_ALLOWED } from '../checks/names';
import { wholeNumber } from '../checks/numbers';
import { Refusals } from '../checks/refusals';
import { ZeroDowntimeServiceProps } from '../props';

/** The ports of the application's container and of the Service. */
export interface Ports {
  readonly port: number;
  readonly portName: string;
  readonly servicePort: number;
  readonly extra: ContainerPort[];
}

const NOBODY_LISTENS = 'The API server rejects it, or nobody listens there: every request is refused.';

export function derivePorts(refusals: Refusals, props: ZeroDowntimeServiceProps): Ports {
  const port = portNumber(refusals, 'port', props.port, 8080);
  const portName = checkedPortName(refusals, 'portName', props.portName, 'http');
  const extra = checkedExtra(refusals, props.ports, port, portName);
  return { port, portName, servicePort: portNumber(refusals, 'servicePort', props.servicePort, 80), extra };
}

/** Refuses probes and hooks that ask a port which no container has. */
export function checkAskedPorts(refusals: Refusals, props: ZeroDowntimeServiceProps, ports: Ports): void {
  const known = new Set([ports.port, ...[...ports.extra, ...sidecarPorts(props.sidecars)].map(p => p.number)]);
  const asked: [string, number | undefined][] = [
    ['healthCheck.port', props.healthCheck?._options?.port],
    ['livenessCheck.port', props.livenessCheck?._options?.port],
    ['preStop.port', props.preStop?._action?.kind === 'httpGet' ? props.preStop._action.port : undefined],
  ];
  for (const [prop, port] of asked) {
    if (port === undefined || known.has(port)) { continue; }
    refusals.add({
      prop,
      given: port,
      allowed: `a port that a container has: ${[...known].join(', ')}`,
      because: 'Nobody answers there: no pod gets ready, healthy ones are restarted, or the stop delay is lost.',
      remedy: "use one of them, or add it to 'ports'",
    });
  }
}

function sidecarPorts(sidecars: ContainerProps[] | undefined): ContainerPort[] {
  if (!Array.isArray(sidecars)) { return []; }
  return sidecars.flatMap(sidecar => [...sidecar?.ports ?? [], ...sidecar?.portNumber ? [{ number: sidecar.portNumber }] : []]);
}

function portNumber(refusals: Refusals, prop: string, given: number | undefined, fallback: number): number {
  return wholeNumber(refusals, prop, given, fallback, { min: 1, max: 65535, because: NOBODY_LISTENS });
}

function checkedPortName(refusals: Refusals, prop: string, given: string | undefined, fallback: string): string {
  if (given === undefined) { return fallback; }
  if (isPortName(given)) { return given; }
  refusals.add({ prop, given, allowed: PORT_NAME_ALLOWED, because: NOBODY_LISTENS, remedy: `leave it out for '${fallback}', or change it` });
  return fallback;
}

function checkedExtra(refusals: Refusals, given: ContainerPort[] | undefined, port: number, portName: string): ContainerPort[] {
  if (given === undefined) { return []; }
  if (!Array.isArray(given)) {
    refusals.add({ prop: 'ports', given, allowed: 'a list of ports', because: NOBODY_LISTENS, remedy: 'write [{ number: 9090 }]' });
    return [];
  }
  const names = new Set([portName]);
  const numbers = new Set([`${port}/TCP`]);
  for (const [index, extra] of given.entries()) {
    const at = `ports[${index}]`;
    const required = extra?.number === undefined ? null as unknown as number : extra.number;
    portNumber(refusals, `${at}.number`, required, port);
    checkUnique(refusals, `${at}.number`, required, `${required}/${extra?.protocol ?? 'TCP'}`, numbers);
    if (extra?.name !== undefined) {
      checkedPortName(refusals, `${at}.name`, extra.name, portName);
      checkUnique(refusals, `${at}.name`, extra.name, extra.name, names);
    }
    if (extra?.hostPort !== undefined) {
      refusals.add({
        prop: `${at}.hostPort`,
        given: extra.hostPort,
        allowed: 'no host port',
        because: 'A new pod cannot start on a node whose port an old one still holds: the rollout hangs.',
        remedy: 'reach the pods through the Service',
        rule: 'surge-blocked-by-hostport-or-hostnetwork',
      });
    }
  }
  return given;
}

function checkUnique(refusals: Refusals, prop: string, given: unknown, key: string, taken: Set<string>): void {
  if (taken.has(key)) {
    refusals.add({
      prop,
      given,
      allowed: 'one that no other port of the container has',
      because: 'The API server rejects it, or keeps only one of the two: requests to the other are refused.',
      remedy: "change it; 'port' and 'portName' are taken by the application itself",
    });
  }
  taken.add(key);
}
