import { ServiceType } from 'cdk8s-plus-27';
import { Exposure } from '../../intent';
import { ROUTERS, RouterTimes } from '../../lifecycle';
import { REJECTED } from '../checks/consequences';
import { checkBoolean } from '../checks/nested';
import { wholeSeconds } from '../checks/number-props';
import { PropErrors } from '../checks/prop-errors';
import { rejectUnknownOptions } from '../checks/typos';
import { StatedProps } from '../stated-props';
import { MainPort } from './ports';

/** The kind of router in front of the pods, and how long it takes to notice new and terminating pods. */
export interface Router extends RouterTimes {
  readonly name: Exposure['_name'] | 'none';
  /** Whether the props state it; otherwise it is only assumed. */
  readonly stated: boolean;
}

const EXPOSURE_PROPS = ['deregistrationDelay', 'registrationTime', 'usesTerminatingEndpoints'];

/** Workers take their work from a queue. */
export const NO_ROUTER: Router = {
  name: 'none', stated: true, deregistrationDelay: 0, minimum: 0, registrationTime: 0, usesTerminatingEndpoints: false,
};

/** Refuses props of the Service that do not fit the router. */
export function checkServiceProps(errors: PropErrors, props: StatedProps, { name }: Router, port: MainPort): void {
  if (name === 'headless') { checkHeadless(errors, props, port); }
}

function checkHeadless(errors: PropErrors, props: StatedProps, { port, servicePort }: MainPort): void {
  const { serviceType = ServiceType.CLUSTER_IP } = props;
  if (servicePort !== port && !errors.has('port')) {
    errors.add({
      prop: 'servicePort',
      given: servicePort,
      allowed: `the value of 'port', ${port}, since Exposure.headless() gives the Service no address`,
      because: 'Clients connect to the pods themselves, where nothing listens on the port of the Service: every request is refused.',
      remedy: 'leave it out',
    });
  }
  if (serviceType === ServiceType.CLUSTER_IP) { return; }
  errors.add({
    prop: 'serviceType',
    given: serviceType,
    allowed: 'ClusterIP, since Exposure.headless() gives the Service no address',
    because: REJECTED,
    remedy: "leave it out, or state another 'exposure'",
  });
}

export function deriveRouter(
  errors: PropErrors, { exposure: given, serviceType }: Pick<StatedProps, 'exposure' | 'serviceType'>,
): Router {
  const exposure = given === undefined ? Exposure.cluster() : given;
  const times = exposure?._times;
  if (!times) {
    errors.add({
      prop: 'exposure',
      given,
      allowed: 'Exposure.cluster() or another factory of Exposure',
      because: 'Without the router, the time for which it keeps sending to a terminating pod is unknown, and requests fail.',
      remedy: 'use a factory of Exposure',
    });
    return { ...ROUTERS.cluster, name: 'cluster', stated: false };
  }
  const at = `exposure (Exposure.${exposure._name})`;
  const because = 'Requests fail that the router still sends after SIGTERM, or already sends to a new pod.';
  if (exposure._name === 'custom') { rejectUnknownOptions(errors, times, EXPOSURE_PROPS, `${at}.`); }
  const deregistrationDelay = wholeSeconds(errors, `${at}.deregistrationDelay`, times.deregistrationDelay, 10, { min: 1, because, required: true });
  checkBoolean(errors, `${at}.usesTerminatingEndpoints`, times.usesTerminatingEndpoints, 'A router that stops sending to a terminating pod would be trusted to keep sending.');
  return {
    name: exposure._name,
    stated: given !== undefined,
    deregistrationDelay,
    minimum: exposure._name === 'custom' ? deregistrationDelay : times.minimum!.toSeconds(),
    registrationTime: wholeSeconds(errors, `${at}.registrationTime`, times.registrationTime, 0, { min: 0, because }),
    // Requests from outside are sent by a load balancer or a node, which may not notice terminating pods.
    usesTerminatingEndpoints: times.usesTerminatingEndpoints === true
      && [undefined, ServiceType.CLUSTER_IP].includes(serviceType),
  };
}
