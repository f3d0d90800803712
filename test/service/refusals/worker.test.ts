import { ApiObject, App, Chart, Duration } from 'cdk8s';
import { Protocol } from 'cdk8s-plus-27';
import { messageOf, Parts, problemsIn } from './refusal';
import { Exposure, HealthCheck, ZeroDowntimeWorker, ZeroDowntimeWorkerProps } from '../../../src';
import { WORKER_PROPS } from '../../../src/service/prop-names';

type AnyProps = { readonly [prop in keyof ZeroDowntimeWorkerProps]?: unknown } & { readonly [prop: string]: unknown };

const TRIGGER = { type: 'rabbitmq', metadata: { queueName: 'mail' } };

function newWorker(chart: Chart, props: AnyProps): ZeroDowntimeWorker {
  return new ZeroDowntimeWorker(chart, 'mailer', { image: 'registry.example.com/mailer:1.4.2', longestJob: Duration.minutes(10), ...props } as any);
}

function refusalOf(props: AnyProps): string {
  return messageOf(() => newWorker(new Chart(new App(), 'prod'), props));
}

test.each<[string, AnyProps, Omit<Parts, 'rule'> & { readonly rule?: string }]>([
  ['no longest job', { longestJob: undefined }, {
    prop: 'longestJob', given: 'undefined', allowed: 'the longest time that a job takes', because: 'longer jobs would be cut off in each update', remedy: 'give the duration of your longest job',
  }],
  ['a number for the longest job', { longestJob: 600 }, {
    prop: 'longestJob', given: '600', allowed: 'a Duration of whole seconds', because: 'longer jobs would be cut', remedy: 'write Duration.seconds(600)',
  }],
  ['a grace period without room for the longest job', { terminationGracePeriod: Duration.seconds(30) }, {
    prop: 'terminationGracePeriod',
    given: '30 s',
    allowed: 'a Duration of whole seconds from 605',
    because: 'The longest job (600 s) and 5 s to exit must fit into it: with less, SIGKILL cuts off jobs in each update.',
    remedy: 'give at least Duration.seconds(605), or leave it out',
    rule: 'worker-grace-period-too-short',
  }],
  ['an unknown signal', { stopSignal: 'QUIT' }, {
    prop: 'stopSignal', given: '"QUIT"', allowed: 'StopSignal.SIGTERM, ', because: 'running jobs are cut off', remedy: 'leave it out for SIGTERM',
  }],
  ['a health check of a worker without ports', { healthCheck: HealthCheck.http('/healthz') }, {
    prop: 'healthCheck.port', given: 'undefined', allowed: "a TCP port of 'ports'", because: 'Pods do not become ready', remedy: "add the port to 'ports'",
  }],
  ['a health check of one of two ports', { healthCheck: HealthCheck.tcp(), ports: [{ number: 1, name: 'one' }, { number: 2, name: 'two' }] }, {
    prop: 'healthCheck.port', given: 'undefined', allowed: "a TCP port of 'ports'", because: 'Pods do not become ready', remedy: 'with several, name the one that is asked',
  }],
  ['a TCP check of a worker whose only port is UDP', { healthCheck: HealthCheck.tcp(), ports: [{ number: 9090, protocol: Protocol.UDP }] }, {
    prop: 'healthCheck.port', given: 'undefined', allowed: "a TCP port of 'ports'", because: 'Pods do not become ready', remedy: "add the port to 'ports'",
  }],
  ['nothing to measure while there is no pod', { keda: { maxReplicas: 5, triggers: [{ type: 'cpu', metadata: { value: '70' } }] } }, {
    prop: 'keda.triggers', given: '"cpu"', allowed: "'keda.minReplicas' from 1", because: 'Without a pod, there is no CPU', remedy: 'write minReplicas: 1',
  }],
  ['a scaler with capitals', { keda: { maxReplicas: 5, triggers: [{ ...TRIGGER, type: 'RabbitMQ' }] } }, {
    prop: 'keda.triggers[0].type', given: '"RabbitMQ"', allowed: "such as 'rabbitmq'", because: 'KEDA rejects', remedy: 'write such a name',
  }],
  ['a health check of a port that no container has', { healthCheck: HealthCheck.tcp({ port: 9090 }) }, {
    prop: 'healthCheck.port', given: '9090', allowed: "none is in 'ports'", because: 'No container answers there', remedy: "add it to 'ports'",
  }],
  ['replicas beside KEDA', { replicas: 3, keda: { maxReplicas: 5, triggers: [TRIGGER] } }, {
    prop: 'replicas', given: '3', allowed: "either 'replicas' or 'keda'", because: 'Each apply would override', remedy: "leave out 'replicas' and set 'keda.minReplicas'",
  }],
  ['an autoscaler beside KEDA', { autoscaling: { maxReplicas: 5 }, keda: { maxReplicas: 5, triggers: [TRIGGER] } }, {
    prop: 'autoscaling', given: '{"maxReplicas":5}', allowed: "either 'autoscaling' or 'keda'", because: 'KEDA creates an autoscaler of its own', remedy: "leave out 'autoscaling'",
  }],
  ['KEDA that is not an object', { keda: true }, {
    prop: 'keda', given: 'true', allowed: 'an object with at least maxReplicas and triggers', because: 'KEDA rejects the ScaledObject', remedy: 'write { maxReplicas: 10',
  }],
  ['no maximum', { keda: { triggers: [TRIGGER] } }, {
    prop: 'keda.maxReplicas', given: 'undefined', allowed: 'a whole number from 1', because: 'all nodes may fill up with workers', remedy: 'write a number, such as 1.',
  }],
  ['a maximum below the minimum', { keda: { minReplicas: 3, maxReplicas: 2, triggers: [TRIGGER] } }, {
    prop: 'keda.maxReplicas', given: '2', allowed: 'a whole number from 3', because: 'KEDA rejects a maximum below the minimum (3)', remedy: 'write at least 3.',
  }],
  ['a minimum below 0', { keda: { minReplicas: -1, maxReplicas: 2, triggers: [TRIGGER] } }, {
    prop: 'keda.minReplicas', given: '-1', allowed: 'a whole number from 0', because: 'KEDA rejects the ScaledObject', remedy: 'write at least 0, or leave it out',
  }],
  ['no trigger', { keda: { maxReplicas: 5, triggers: [] } }, {
    prop: 'keda.triggers', given: '[]', allowed: 'at least one trigger', because: 'no pod is added when jobs wait', remedy: "write [{ type: 'rabbitmq'",
  }],
  ['no triggers', { keda: { maxReplicas: 5 } }, {
    prop: 'keda.triggers', given: 'undefined', allowed: 'at least one trigger', because: 'no pod is added when jobs wait', remedy: "write [{ type: 'rabbitmq'",
  }],
  ['a trigger without a type', { keda: { maxReplicas: 5, triggers: [{ metadata: {} }] } }, {
    prop: 'keda.triggers[0].type', given: 'undefined', allowed: "the name of a scaler, such as 'rabbitmq'", because: 'KEDA rejects', remedy: 'write such a name',
  }],
  ['a trigger without metadata', { keda: { maxReplicas: 5, triggers: [{ type: 'rabbitmq' }] } }, {
    prop: 'keda.triggers[0].metadata', given: 'undefined', allowed: 'an object of strings', because: 'KEDA rejects', remedy: "write { queue: 'jobs' }",
  }],
  ['a number in the metadata of a trigger', { keda: { maxReplicas: 5, triggers: [{ ...TRIGGER, metadata: { value: 5 } }] } }, {
    prop: "keda.triggers[0].metadata['value']", given: '5', allowed: 'a string', because: 'KEDA rejects', remedy: 'write it in quotes',
  }],
  ['an authentication without a name', { keda: { maxReplicas: 5, triggers: [{ ...TRIGGER, authentication: '' }] } }, {
    prop: 'keda.triggers[0].authentication', given: '""', allowed: 'the name of a TriggerAuthentication', because: 'KEDA rejects', remedy: 'write such a name',
  }],
  ['a misspelt prop of KEDA', { keda: { maxReplicas: 5, triggers: [TRIGGER], coolDownPeriod: Duration.minutes(1) } }, {
    prop: 'keda.coolDownPeriod', given: '60 s', allowed: "'keda.cooldownPeriod' is one", because: 'ignored without a message', remedy: "write 'keda.cooldownPeriod'",
  }],
  ['a polling interval of 0', { keda: { maxReplicas: 5, triggers: [TRIGGER], pollingInterval: Duration.seconds(0) } }, {
    prop: 'keda.pollingInterval', given: '0 s', allowed: 'a Duration of whole seconds from 1', because: 'KEDA rejects', remedy: 'leave it out',
  }],
  ['a router', { exposure: Exposure.awsAlb() }, {
    prop: 'exposure', given: 'a choice of Exposure', allowed: 'a prop of ZeroDowntimeWorkerProps', because: 'ignored without a message', remedy: 'leave it out; if the pods serve requests',
  }],
  ['the name of a prop in Helm charts', { replicaCount: 3 }, {
    prop: 'replicaCount', given: '3', allowed: 'a prop of ZeroDowntimeWorkerProps', because: 'ignored without a message', remedy: "write 'replicas' if you mean it; otherwise leave it out",
  }],
  ['a prop of services', { longestRequest: Duration.seconds(30) }, {
    prop: 'longestRequest', given: '30 s', allowed: 'a prop of ZeroDowntimeWorkerProps', because: 'ignored without a message', remedy: 'leave it out; if the pods serve requests, use ZeroDowntimeService',
  }],
])('fails when there is %s', (_, props, { prop, given, allowed, because, remedy, rule }) => {
  const line = refusalOf(props).split('\n').find(text => text.startsWith(`[prod/mailer] '${prop}' is ${given}. Allowed: `));
  expect(line).toBeDefined();
  const [before, after] = line!.split(' Remedy: ');
  expect(before).toContain(allowed);
  expect(before).toContain(because);
  expect(after).toContain(remedy);
  expect(after.includes('acknowledge')).toBe(rule !== undefined);
  if (rule) { expect(after).toContain(`acknowledge: { '${rule}': '…' }`); }
});

test.each(WORKER_PROPS)('fails when %s has a letter too many', name => {
  expect(refusalOf({ [`${name}x`]: null })).toContain(`'${name}x' is null. Allowed: no such prop; '${name}' is one.`);
});

test('fails when there are no props', () => {
  expect(messageOf(() => new ZeroDowntimeWorker(new Chart(new App(), 'prod'), 'mailer', undefined as any))).toBe("[prod/mailer] 'props' is undefined. "
    + 'Allowed: an object with at least image and longestJob. Without an image, no container takes jobs from a queue. '
    + "Remedy: write { image: '…', longestJob: Duration.minutes(10) }.");
});

test('a grace period that cuts jobs is taken once it is acknowledged', () => {
  const app = new App();
  newWorker(new Chart(app, 'prod'), { terminationGracePeriod: Duration.seconds(30), acknowledge: { 'worker-grace-period-too-short': 'jobs are repeated' } });
  expect(app.synthYaml()).toContain('terminationGracePeriodSeconds: 30');
});

test('fails when two workers have the same selector labels', () => {
  const message = problemsIn(chart => {
    for (const id of ['one', 'two']) {
      new ZeroDowntimeWorker(chart, id, { image: 'registry.example.com/mailer:1.4.2', longestJob: Duration.minutes(1), selectorLabels: { app: 'mailer' } });
    }
  });
  expect(message).toContain('[prod/two] it has the same selector labels as prod/one. Allowed: selector labels that no other construct of the namespace has. '
    + 'Each Deployment counts the pods of the other one as its own, and removes them.');
});

test('accepts a name with dots, since no Service has it', () => {
  const app = new App();
  newWorker(new Chart(app, 'prod'), { name: 'mailer.v1' });
  expect(app.synthYaml()).toContain('name: mailer.v1');
});

test('fails when another object has the name of its ScaledObject', () => {
  const message = problemsIn(chart => {
    newWorker(chart, { keda: { maxReplicas: 5, triggers: [TRIGGER] } });
    new ApiObject(chart, 'mine', { apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', metadata: { name: 'mailer' }, spec: {} });
  });
  expect(message).toContain("[prod/mailer] the ScaledObject 'mailer' also comes from prod/mine.");
  expect(message).toContain("Remedy: give one of them another 'name'.");
});
