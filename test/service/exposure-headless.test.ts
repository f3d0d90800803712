import { Duration } from 'cdk8s';
import { ServiceType } from 'cdk8s-plus-27';
import { expectRefusal, manifestsOf as yamlOf } from './refusals/refusal';
import { Exposure, PreStop } from '../../src';
import { manifestsWith, serviceWith } from '../manifests';
import { judged } from '../rules/check/judging';

const HEADLESS = { exposure: Exposure.headless() };
const GRPC = { ...HEADLESS, port: 50051, portName: 'grpc' };

test('a headless Service has no address, and the port of the pods, at which clients connect to them', () => {
  const { Service } = manifestsWith(GRPC);
  expect(Service.spec).toMatchObject({ type: 'ClusterIP', clusterIP: 'None', ports: [{ name: 'grpc', port: 50051, targetPort: 'grpc' }] });
});

test('SIGTERM comes when names that were cached, and addresses that clients remember, have expired', () => {
  const { Deployment } = manifestsWith(HEADLESS);
  const { spec } = Deployment.spec.template;
  expect(spec.containers[0].lifecycle.preStop).toEqual({ sleep: { seconds: 65 } });
  expect(spec.terminationGracePeriodSeconds).toBe(100);
  expect(Deployment.metadata.annotations['cdk8s-zero-downtime/exposure']).toBe('headless');
});

test.each([
  ['its own numbers', HEADLESS],
  ['a port for gRPC', GRPC],
  ['a stop delay as long as names are cached', { ...HEADLESS, preStop: PreStop.sleep(Duration.seconds(30)) }],
])('`check` finds nothing in a service with a headless Service and %s', (_, props) => {
  expect(judged(yamlOf(props)).findings).toEqual([]);
});

test('the timeline of a service with a headless Service has requests, and warns of nothing', () => {
  const [{ warnings, assumptions }] = JSON.parse(serviceWith(HEADLESS).timeline.toJson()).timelines;
  expect(warnings).toEqual([]);
  expect(assumptions.join()).not.toContain('requests: none');
});

test('`check` finds a hook of a headless Service that is patched to be shorter than names are cached', () => {
  const yaml = yamlOf(HEADLESS).replace('seconds: 65', 'seconds: 20');
  expect(judged(yaml).findings.map(({ rule }) => rule.id)).toEqual(['prestop-too-short']);
});

test('fails when the stop delay is shorter than names are cached', () => {
  expectRefusal({ ...HEADLESS, preStop: PreStop.sleep(Duration.seconds(29)) }, {
    prop: 'preStop (PreStop.sleep)',
    given: '29 s',
    allowed: 'whole seconds from 30',
    because: 'requests reach a pod that has already closed its port',
    remedy: 'give at least Duration.seconds(30)',
    rule: 'prestop-too-short',
  });
});

test('fails when a single pod has a headless Service, which has no address while that pod stops', () => {
  expectRefusal({ ...HEADLESS, replicas: 1 }, {
    prop: 'replicas', given: '1', allowed: 'a whole number from 2', because: 'requests fail', remedy: 'run 2 replicas', rule: 'single-replica',
  });
});

test('fails when a headless Service has another port than its pods', () => {
  expectRefusal({ ...GRPC, servicePort: 80 }, {
    prop: 'servicePort',
    given: '80',
    allowed: "the value of 'port', 50051, since Exposure.headless() gives the Service no address",
    because: 'Clients connect to the pods themselves, where nothing listens on the port of the Service: every request is refused.',
    remedy: 'leave it out',
  });
});

test('takes the port of the pods for that of a headless Service', () => {
  expect(manifestsWith({ ...GRPC, servicePort: 50051 }).Service.spec.ports[0].port).toBe(50051);
});

test.each([ServiceType.NODE_PORT, ServiceType.LOAD_BALANCER])('fails when a headless Service has the type %s', serviceType => {
  expectRefusal({ ...HEADLESS, serviceType }, {
    prop: 'serviceType',
    given: `"${serviceType}"`,
    allowed: 'ClusterIP, since Exposure.headless() gives the Service no address',
    because: 'The API server rejects it, and the release stops.',
    remedy: "leave it out, or state another 'exposure'",
  });
});
