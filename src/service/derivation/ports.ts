import { ContainerPort, ContainerProps, Protocol } from 'cdk8s-plus-27';
import { isPortName, PORT_NAME_ALLOWED } from '../checks/names';
import { wholeNumber } from '../checks/number-props';
import { PropErrors } from '../checks/prop-errors';
import { objectsIn } from '../checks/type-guards';
import { rejectTypos } from '../checks/typos';
import { StatedProps } from '../stated-props';

/** The port on which an application answers users, and the port of its Service. */
export interface MainPort {
  readonly port: number;
  readonly portName: string;
  readonly servicePort: number;
}

/** The ports of the application's container. */
export interface Ports {
  /** Absent in a worker. */
  readonly main?: MainPort;
  readonly extra: ContainerPort[];
  /** The port that checks use unless they state another; undefined if they must state one. */
  readonly asked?: number;
}

const NOBODY_LISTENS = 'The API server rejects it, or no container listens there: every request is refused.';

export function derivePorts(errors: PropErrors, props: StatedProps, taken: TakenPorts): Ports & { readonly main: MainPort } {
  const port = wholeNumber(errors, 'port', props.port, 8080, { min: 1, max: 65535, because: NOBODY_LISTENS });
  const servicePort = wholeNumber(errors, 'servicePort', props.servicePort, props.exposure?._name === 'headless' ? port : 80, { min: 1, max: 65535, because: NOBODY_LISTENS });
  const portName = props.portName ?? 'http';
  checkPortName(errors, 'portName', props.portName, "leave it out for 'http', or change it");
  if (!errors.has('port')) { taken.take(errors, 'port', { number: port, name: portName }); }
  return { main: { port, portName, servicePort }, extra: checkPorts(errors, 'ports', props.ports, taken), asked: port };
}

/** The ports of a worker, which serves no requests: a check uses its only port. */
export function derivePortsOfWorker(errors: PropErrors, props: StatedProps, taken: TakenPorts): Ports {
  const extra = checkPorts(errors, 'ports', props.ports, taken);
  const [only, ...others] = extra.filter(({ protocol = Protocol.TCP }) => protocol === Protocol.TCP);
  return { extra, asked: others.length === 0 ? only?.number : undefined };
}

/** Refuses probes and hooks that use a port which no container has. */
export function checkAskedPorts(
  errors: PropErrors,
  props: StatedProps,
  ports: Ports,
  sidecars: ContainerProps[],
): void {
  if (errors.has('port', 'ports')) { return; }
  const known = new Set([...ports.main ? [{ number: ports.main.port }] : [], ...ports.extra, ...sidecars.flatMap(portsOf)]
    .filter(port => (port.protocol ?? Protocol.TCP) === Protocol.TCP)
    .map(port => port.number));
  const asked: [string, unknown][] = [
    ['healthCheck.port', props.healthCheck?._options?.port],
    ['livenessCheck.port', props.livenessCheck?._options?.port],
    ['preStop.port', props.preStop?._action?.kind === 'httpGet' ? props.preStop._action.options.port : undefined],
  ];
  for (const [prop, port] of asked) {
    if (port === undefined || known.has(port as number)) { continue; }
    errors.add({
      prop,
      given: port,
      allowed: `a TCP port that a container has: ${known.size === 0 ? 'none is in \'ports\'' : [...known].join(', ')}`,
      because: 'No container answers there: pods do not become ready, healthy ones are restarted, or the stop delay is lost.',
      remedy: typeof port === 'string' && known.has(Number(port)) ? `write ${port} without quotes` : "use one of them, or add it to 'ports'",
    });
  }
}

/** All ports of a container, including the one that cdk8s-plus keeps in a prop of its own. */
export function portsOf({ ports, portNumber, port }: ContainerProps): ContainerPort[] {
  const single = portNumber ?? port;
  return [...single === undefined ? [] : [{ number: single }], ...Array.isArray(ports) ? ports : []];
}

/** The ports in use in a pod: its containers share one network. */
export class TakenPorts {
  private readonly names = new Set<string>();
  private readonly numbers = new Set<string>();

  public take(errors: PropErrors, at: string, port: ContainerPort): void {
    this.takeOne(errors, `${at}.number`, port.number, `${port.number}/${port.protocol ?? Protocol.TCP}`, this.numbers);
    if (port.name !== undefined) { this.takeOne(errors, `${at}.name`, port.name, port.name, this.names); }
  }

  private takeOne(errors: PropErrors, prop: string, given: unknown, key: string, taken: Set<string>): void {
    if (taken.has(key)) {
      errors.add({
        prop,
        given,
        allowed: 'one that no other port of the pod has',
        because: 'The API server rejects it, or only one of the two gets the requests.',
        remedy: "change it; 'port' and 'portName' count too",
      });
    }
    taken.add(key);
  }
}

const PORT_PROPS = ['number', 'name', 'protocol', 'hostPort', 'hostIp'];

/** Refuses ports that are not valid, or that another container of the pod uses. */
export function checkPorts(
  errors: PropErrors,
  prop: string,
  given: ContainerPort[] | undefined,
  taken: TakenPorts,
): ContainerPort[] {
  const ports = objectsIn(errors, prop, given, NOBODY_LISTENS);
  for (const { at, value: port } of ports) {
    rejectTypos(errors, port, PORT_PROPS, `${at}.`);
    wholeNumber(errors, `${at}.number`, port.number, 0, { min: 1, max: 65535, because: NOBODY_LISTENS, required: true });
    checkPortName(errors, `${at}.name`, port.name, 'change it, or leave the port without a name');
    checkProtocol(errors, `${at}.protocol`, port.protocol);
    checkHostPort(errors, `${at}.hostPort`, port.hostPort);
    if (!errors.has(at)) { taken.take(errors, at, port); }
  }
  return ports.map(({ value }) => value);
}

function checkPortName(errors: PropErrors, prop: string, given: unknown, remedy: string): void {
  if (given === undefined || isPortName(given)) { return; }
  errors.add({ prop, given, allowed: PORT_NAME_ALLOWED, because: NOBODY_LISTENS, remedy });
}

function checkProtocol(errors: PropErrors, prop: string, given: unknown): void {
  const allowed: unknown[] = Object.values(Protocol);
  if (given === undefined || allowed.includes(given)) { return; }
  errors.add({ prop, given, allowed: allowed.join(', '), because: NOBODY_LISTENS, remedy: 'use Protocol of cdk8s-plus-27' });
}

function checkHostPort(errors: PropErrors, prop: string, given: unknown): void {
  if (given === undefined) { return; }
  errors.add({
    prop,
    given,
    allowed: 'no host port',
    because: 'A new pod cannot start on a node where an old one still uses the port: the rollout hangs.',
    remedy: 'reach the pods through the Service',
    rule: 'surge-blocked-by-host-port',
  });
}
