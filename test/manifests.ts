import { App, Chart, Duration, Testing } from 'cdk8s';
import {
  HealthCheck, ZeroDowntimeService, ZeroDowntimeServiceProps, ZeroDowntimeWorker, ZeroDowntimeWorkerProps, ZeroDowntimeWorkload,
} from '../src';

/** The props that cannot be left out. */
export const REQUIRED: ZeroDowntimeServiceProps = {
  image: 'registry.example.com/my-svc:1.4.2',
  healthCheck: HealthCheck.http('/healthcheck'),
};

/** A chart as `cdk8s synth` would see it. */
export function chartIn(app: App = Testing.app(), id: string = 'test', namespace?: string): Chart {
  return new Chart(app, id, { namespace });
}

/** A service in a chart of its own. */
export function serviceWith(props: Partial<ZeroDowntimeServiceProps> = {}, id: string = 'my-svc'): ZeroDowntimeService {
  return new ZeroDowntimeService(chartIn(), id, { ...REQUIRED, ...props });
}

/** A worker in a chart of its own. */
export function workerWith(props: Partial<ZeroDowntimeWorkerProps> = {}, id: string = 'mailer'): ZeroDowntimeWorker {
  return new ZeroDowntimeWorker(chartIn(), id, { image: REQUIRED.image, longestJob: Duration.minutes(10), ...props });
}

/** The manifests of a service or a worker by their kind. */
export function manifestsOf(service: ZeroDowntimeWorkload): { [kind: string]: any } {
  return Object.fromEntries(Testing.synth(Chart.of(service)).map(manifest => [manifest.kind, manifest]));
}

/** The manifests of a service with these props. */
export function manifestsWith(props: Partial<ZeroDowntimeServiceProps> = {}): { [kind: string]: any } {
  return manifestsOf(serviceWith(props));
}

/** The pod that these props make. */
export function podWith(props: Partial<ZeroDowntimeServiceProps> = {}): any {
  return manifestsWith(props).Deployment.spec.template.spec;
}

/** The container of the application that these props make. */
export function containerWith(props: Partial<ZeroDowntimeServiceProps> = {}): any {
  return podWith(props).containers[0];
}
