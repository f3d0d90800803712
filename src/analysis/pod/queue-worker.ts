import { runningContainers, wordsOf } from './containers';
import { Workload } from '../../manifests';

/** Programs that take their work from a queue, as commands and scripts name them. */
const WORKERS = /(?:^|[^a-z])(?:celery|sidekiq|dramatiq|resque)(?![a-z])|(?:^|\s|\/)rq\s+worker(?:\s|$)/i;

/** Whether the pods take their work from a queue and listen nowhere, so that a Service which selects them sends nothing. */
export function isQueueWorker(workload: Workload): boolean {
  const containers = runningContainers(workload);
  return containers.every(({ ports }) => ports.length === 0) && containers.some(container => WORKERS.test(wordsOf(workload, container).join(' ')));
}
