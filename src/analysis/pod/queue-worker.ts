import { runningContainers, wordsOf } from './containers';
import { stopDelayOf } from './stop-delay';
import { gracePeriod } from '../../lifecycle';
import { FieldCursor, listAt, ManifestSet, numberAt, rootOf, stringAt, Workload } from '../../manifests';

/** Programs that take jobs from a queue, as commands and scripts name them. */
const WORKERS = /(?:^|[^a-z])(?:celery|sidekiq|dramatiq|resque|delayed_job|huey_consumer|messenger:consume|jobs:work)(?![a-z])|artisan\s+(?:queue:(?:work|listen)|horizon)(?![a-z:])|(?:^|\s|\/)rq\s+worker(?:\s|$)/i;
/** Programs of the same packages that only schedule or show jobs. */
const PLANNERS = /\s(?:beat|flower|inspect|events|status)(?:\s|$)/;

/** Whether the pods take jobs from a queue and do not listen, so that a Service which selects them sends no requests. */
export function isQueueWorker(workload: Workload): boolean {
  const containers = runningContainers(workload);
  return containers.every(({ ports }) => ports.length === 0) && containers.some(container => WORKERS.test(wordsOf(workload, container).join(' ')));
}

// Some of them have a port for metrics: a port that no Service selects is assumed to be one.
function takesJobs(workload: Workload): boolean {
  return runningContainers(workload).map(container => wordsOf(workload, container).join(' '))
    .some(words => WORKERS.test(words) && (!PLANNERS.test(words) || /\bworker\b/.test(words)));
}

/** KEDA triggers that count the waiting jobs of a queue. */
const QUEUES = new Set([
  'activemq', 'apache-kafka', 'arangodb', 'artemis-queue', 'aws-sqs-queue', 'aws-kinesis-stream', 'azure-eventhub', 'azure-queue', 'azure-servicebus',
  'beanstalkd', 'gcp-pubsub', 'gcp-cloudtasks', 'ibmmq', 'kafka', 'liiklus', 'nats-jetstream', 'pulsar', 'rabbitmq', 'redis', 'redis-cluster',
  'redis-sentinel', 'redis-streams', 'redis-cluster-streams', 'redis-sentinel-streams', 'solace-event-queue', 'stan', 'temporal',
]);

/** Whether an autoscaler counts the waiting jobs of a queue. */
export function isScaledByQueue({ autoscalers }: Workload): boolean {
  return autoscalers.some(({ object }) => {
    const root = rootOf(object.json);
    return listAt(root, ['spec', 'triggers']).some(trigger => QUEUES.has(stringAt(trigger, ['type']) ?? ''))
      || listAt(root, ['spec', 'metrics']).some(metric => stringAt(metric, ['type']) === 'External');
  });
}

/** Whether the pods receive no requests, and their manifests indicate that they take jobs from a queue. */
export function worksOffQueue(workload: Workload): boolean {
  return workload.services.length === 0 && workload.routes.length === 0
    && (workload.intent.longestJob !== undefined || takesJobs(workload) || isScaledByQueue(workload));
}

/** Celery and Laravel's `queue:work` stop a task after this many seconds, whatever it does. */
const TIME_LIMIT = /^--(?:soft-)?time-limit(?:=(\d{1,7}))?$/;
const TIMEOUT_OF_LARAVEL = /^--timeout(?:=(\d{1,7}))?$/;

/** Seconds that the longest job takes: as the owner states, or as the worker itself allows; undefined if unknown. */
export function longestJobOf(workload: Workload): number | undefined {
  if (workload.intent.longestJob !== undefined) { return workload.intent.longestJob; }
  const limits = runningContainers(workload).flatMap(container => {
    const words = wordsOf(workload, container).flatMap(word => word.split(/\s+/));
    const option = words.some(word => /^queue:(?:work|listen)$/.test(word)) ? TIMEOUT_OF_LARAVEL : TIME_LIMIT;
    return words.flatMap((word, i) => {
      const limit = option.exec(word);
      const seconds = limit ? Number(limit[1] ?? words[i + 1]) : NaN;
      return Number.isInteger(seconds) && seconds > 0 ? [seconds] : [];
    });
  });
  return limits.length === 0 ? undefined : Math.max(...limits);
}

/** The grace period that the longest job needs, in seconds; undefined if the pods are not known to run jobs. */
export function gracePeriodOfJobs(workload: Workload, manifests: ManifestSet): number | undefined {
  const longest = worksOffQueue(workload) && workload.replicas.max > 0 ? longestJobOf(workload) : undefined;
  return longest === undefined ? undefined : gracePeriod(Math.ceil(stopDelayOf(workload, manifests) ?? 0), longest);
}

/** Whether SIGKILL is known to cut jobs. */
export function cutsJobs(workload: Workload, manifests: ManifestSet): boolean {
  const needed = gracePeriodOfJobs(workload, manifests);
  return needed !== undefined && workload.gracePeriod < needed;
}

/** They return a job to the queue before the default grace period ends. */
const GIVE_BACK = /(?:^|[^a-z])(?:sidekiq|resque)(?![a-z])/i;

/**
 * Whether the pods take jobs from a queue with the default grace period, stated or not, or with a shorter one, so that a longer job
 * is killed, and it is unknown how long jobs take.
 */
export function leavesDefaultToJobs(workload: Workload): boolean {
  return worksOffQueue(workload) && workload.replicas.max > 0 && longestJobOf(workload) === undefined
    && workload.gracePeriod <= DEFAULT_GRACE_PERIOD
    && !runningContainers(workload).some(container => GIVE_BACK.test(wordsOf(workload, container).join(' ')));
}

const DEFAULT_GRACE_PERIOD = 30;

/** How long Sidekiq waits for running jobs after SIGTERM before it returns them to the queue. */
export interface GiveBack {
  readonly seconds: number;
  /** Whether the command states it; otherwise a configuration file may. */
  readonly isSaid: boolean;
}

const SIDEKIQ = /(?:^|[\s/])sidekiq(?=\s|$)(?:.*?\s(?:-t\s*|--timeout[\s=]+)(\d{1,6})(?=\s|$))?/;
const GIVE_BACK_BY_DEFAULT = 25;

/** When Sidekiq returns running jobs; undefined if the pods do not run it, or if jobs are known to end before. */
export function giveBackOf(workload: Workload): GiveBack | undefined {
  if (!worksOffQueue(workload) || workload.replicas.max === 0 || longestJobOf(workload) !== undefined) { return undefined; }
  const found = runningContainers(workload).map(container => SIDEKIQ.exec(wordsOf(workload, container).join(' '))).find(match => match !== null);
  return found ? { seconds: Number(found[1] ?? GIVE_BACK_BY_DEFAULT), isSaid: found[1] !== undefined } : undefined;
}

/** The grace period that Sidekiq needs to return running jobs, in seconds. */
export function gracePeriodToGiveBack(workload: Workload, { seconds }: GiveBack, manifests: ManifestSet): number {
  return gracePeriod(Math.ceil(stopDelayOf(workload, manifests) ?? 0), seconds);
}

/** The field by which a trigger does not count running jobs, so that KEDA removes busy pods. */
export function ignoresJobsAtWork(trigger: FieldCursor): string | undefined {
  const type = stringAt(trigger, ['type']);
  const said = (field: string): string => `${stringAt(trigger, ['metadata', field]) ?? numberAt(trigger, ['metadata', field]) ?? ''}`.toLowerCase();
  if (type === 'aws-sqs-queue' && said('scaleOnInFlight') === 'false') { return 'scaleOnInFlight'; }
  return type === 'rabbitmq' && said('excludeUnacknowledged') === 'true' ? 'excludeUnacknowledged' : undefined;
}
