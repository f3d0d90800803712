import { runningContainers, wordsOf } from './containers';
import { stopDelayOf } from './stop-delay';
import { gracePeriod } from '../../lifecycle';
import { FieldCursor, listAt, numberAt, rootOf, stringAt, valueAt, Workload, WORKLOAD_PATHS } from '../../manifests';

/** Programs that take jobs from a queue, as commands and scripts name them. */
const WORKERS = /(?:^|[^a-z])(?:celery|sidekiq|dramatiq|resque)(?![a-z])|(?:^|\s|\/)rq\s+worker(?:\s|$)/i;

/** Whether the pods take jobs from a queue and do not listen, so that a Service which selects them sends no requests. */
export function isQueueWorker(workload: Workload): boolean {
  const containers = runningContainers(workload);
  return containers.every(({ ports }) => ports.length === 0) && containers.some(container => WORKERS.test(wordsOf(workload, container).join(' ')));
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
    && (workload.intent.longestJob !== undefined || isQueueWorker(workload) || isScaledByQueue(workload));
}

/** Celery stops a task after this many seconds, whatever it does. */
const TIME_LIMIT = /^--(?:soft-)?time-limit(?:=(\d{1,7}))?$/;

/** Seconds that the longest job takes: as the owner states, or as the worker itself allows; undefined if unknown. */
export function longestJobOf(workload: Workload): number | undefined {
  if (workload.intent.longestJob !== undefined) { return workload.intent.longestJob; }
  const limits = runningContainers(workload).flatMap(container => {
    const words = wordsOf(workload, container).flatMap(word => word.split(/\s+/));
    return words.flatMap((word, i) => {
      const limit = TIME_LIMIT.exec(word);
      const seconds = limit ? Number(limit[1] ?? words[i + 1]) : NaN;
      return Number.isInteger(seconds) && seconds > 0 ? [seconds] : [];
    });
  });
  return limits.length === 0 ? undefined : Math.max(...limits);
}

/** The grace period that the longest job needs, in seconds; undefined if the pods are not known to run jobs. */
export function gracePeriodOfJobs(workload: Workload): number | undefined {
  const longest = worksOffQueue(workload) && workload.replicas.max > 0 ? longestJobOf(workload) : undefined;
  return longest === undefined ? undefined : gracePeriod(Math.ceil(stopDelayOf(workload) ?? 0), longest);
}

/** Whether SIGKILL is known to cut jobs. */
export function cutsJobs(workload: Workload): boolean {
  const needed = gracePeriodOfJobs(workload);
  return needed !== undefined && workload.gracePeriod < needed;
}

/** They return a job to the queue before the default grace period ends. */
const GIVE_BACK = /(?:^|[^a-z])(?:sidekiq|resque)(?![a-z])/i;

/**
 * Whether the pods take jobs from a queue with the default grace period, so that a longer job is killed, and it is unknown
 * how long jobs take.
 */
export function leavesDefaultToJobs(workload: Workload): boolean {
  return worksOffQueue(workload) && workload.replicas.max > 0 && longestJobOf(workload) === undefined
    && valueAt(rootOf(workload.object.json), WORKLOAD_PATHS.gracePeriod) === undefined
    && !runningContainers(workload).some(container => GIVE_BACK.test(wordsOf(workload, container).join(' ')));
}

/** The field by which a trigger does not count running jobs, so that KEDA removes busy pods. */
export function ignoresJobsAtWork(trigger: FieldCursor): string | undefined {
  const type = stringAt(trigger, ['type']);
  const said = (field: string): string => `${stringAt(trigger, ['metadata', field]) ?? numberAt(trigger, ['metadata', field]) ?? ''}`.toLowerCase();
  if (type === 'aws-sqs-queue' && said('scaleOnInFlight') === 'false') { return 'scaleOnInFlight'; }
  return type === 'rabbitmq' && said('excludeUnacknowledged') === 'true' ? 'excludeUnacknowledged' : undefined;
}
