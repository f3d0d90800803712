import { App, Chart, Duration } from 'cdk8s';
import { StopSignal, ZeroDowntimeWorker, ZeroDowntimeWorkerProps } from '../../src';

/** A worker as it runs here, and its description. */
export interface Worker {
  readonly name: string;
  readonly called: string;
  readonly signal: StopSignal;
  /** The props of the construct, or those that reproduce a plain Deployment. */
  readonly props: Partial<ZeroDowntimeWorkerProps>;
  readonly cutsJobs: boolean;
}

export const JOB = 20;
const TOO_SHORT = { terminationGracePeriod: Duration.seconds(10), acknowledge: { 'worker-grace-period-too-short': 'to see what it costs' } };

export const WORKERS: readonly Worker[] = [
  { name: 'derived', called: 'longestJob 20 s, all else derived', signal: StopSignal.SIGTERM, props: {}, cutsJobs: false },
  { name: 'short', called: 'a grace period of 10 s', signal: StopSignal.SIGTERM, props: TOO_SHORT, cutsJobs: true },
  { name: 'quit', called: 'a worker that ends its job at SIGQUIT alone, with stopSignal', signal: StopSignal.SIGQUIT, props: { stopSignal: StopSignal.SIGQUIT }, cutsJobs: false },
  { name: 'term', called: 'the same without stopSignal', signal: StopSignal.SIGQUIT, props: {}, cutsJobs: true },
];

// A job is a line when it begins and a line when it is done. The worker's own signal only ends the loop; SIGTERM ends the process.
function script(signal: StopSignal): string {
  const name = signal.slice('SIG'.length);
  return `
stop= n=0
trap 'exit 1' TERM
trap 'stop=1' ${name}
while [ -z "$stop" ]; do
  n=$((n + 1))
  echo "begin $HOSTNAME-$n"
  sleep ${JOB} & job=$!
  while kill -0 $job 2>/dev/null; do wait $job; done
  echo "done $HOSTNAME-$n"
done
`;
}

/** The manifests of a worker, as a release makes them. */
export function manifestsOf({ name, signal, props }: Worker, image: string, release: string): string {
  const app = new App();
  new ZeroDowntimeWorker(new Chart(app, 'jobs'), name, {
    image,
    longestJob: Duration.seconds(JOB),
    replicas: 4,
    minReady: Duration.seconds(1),
    command: ['/bin/sh', '-c', script(signal)],
    podAnnotations: { release },
    ...props,
  });
  return app.synthYaml();
}
