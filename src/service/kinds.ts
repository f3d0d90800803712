import { derivePorts, derivePortsOfWorker, MainPort, Ports } from './derivation/ports';
import { checkServiceProps, deriveRouter, NO_ROUTER } from './derivation/router';
import { PlanKind } from './plan';
import { SERVICE_PROPS, WORKER_PROPS } from './prop-names';

/** The ports of a container that serves requests. */
export type ServicePorts = Ports & { readonly main: MainPort };

/** Pods to which a router sends requests. */
export const SERVICE: PlanKind<ServicePorts> = {
  propsType: 'ZeroDowntimeServiceProps',
  propNames: SERVICE_PROPS,
  hasService: true,
  least: {
    allowed: 'an object with at least image and healthCheck',
    because: 'Without an image, no container answers requests.',
    remedy: "write { image: '…', healthCheck: HealthCheck.http('/healthcheck') }",
  },
  derivePorts,
  deriveRouter: (errors, props, { main }) => {
    const router = deriveRouter(errors, props);
    checkServiceProps(errors, props, router, main);
    return router;
  },
};

/** Pods that take their work from a queue. */
export const WORKER: PlanKind<Ports> = {
  propsType: 'ZeroDowntimeWorkerProps',
  propNames: WORKER_PROPS,
  hasService: false,
  least: {
    allowed: 'an object with at least image and longestJob',
    because: 'Without an image, no container takes jobs from a queue.',
    remedy: "write { image: '…', longestJob: Duration.minutes(10) }",
  },
  derivePorts: derivePortsOfWorker,
  deriveRouter: () => NO_ROUTER,
};
