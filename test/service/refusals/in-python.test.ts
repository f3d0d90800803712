import { App, Chart, Duration } from 'cdk8s';
import { PercentOrAbsolute } from 'cdk8s-plus-27';
import { AnyProps, inPython, manifestsOf, messageOf, newService, problemsIn, refusalOf } from './refusal';
import { DisruptionPolicy, Exposure, HealthCheck, PreStop } from '../../../src';

const s = Duration.seconds;
const refusalInPython = (props: AnyProps, id?: string) => inPython(() => refusalOf(props, id));

describe('in Python, a refusal names', () => {
  test.each<[string, AnyProps, string]>([
    ['a prop', { startupTime: s(0) }, "'startup_time' is 0 s."],
    ['a part of a prop', { autoscaling: { maxReplicas: 4, targetCpuUtilization: 0.7 } }, "'autoscaling.target_cpu_utilization' is 0.7."],
    ['a part of an entry of a list', { sidecars: [{ name: 'a', image: 'a:1', ports: [{ number: 1, hostPort: 1 }] }] }, "'sidecars[0].ports[0].host_port' is 1."],
    ['the factory of a value', { preStop: PreStop.httpGet('x', { takes: s(20) }) }, "'pre_stop (PreStop.http_get)' is \"x\"."],
    ['an option of a factory', { exposure: Exposure.custom({ deregistrationDelay: s(0) }) }, "'exposure (Exposure.custom).deregistration_delay' is 0 s."],
    ['another prop, where the reason does', { progressDeadline: s(1) }, 'readiness, min_ready)'],
    ['another prop, where the remedy does', { replicas: 3, autoscaling: { maxReplicas: 4 } }, "leave out 'replicas' and set 'autoscaling.min_replicas'."],
    ['a prop without quotes', { maxUnavailable: PercentOrAbsolute.percent(50) }, 'leave max_unavailable out for 0.'],
    ['a prop with capitals in a row', { dns: 'small' }, 'an object with hostname, subdomain, hostname_as_fqdn, policy'],
    ['a method', { disruption: 5 }, 'DisruptionPolicy.one_at_a_time() or another factory'],
    ['options as keywords', { disruption: DisruptionPolicy.minAvailable(PercentOrAbsolute.percent(100)) }, 'DisruptionPolicy.block_evictions(reason=…) if'],
    ['a rule to acknowledge', { replicas: 1, exposure: Exposure.awsAlb() }, "If it is on purpose, give the reason: acknowledge={'single-replica': '…'}."],
    ['nothing as None', { sidecars: [{ image: 'a:1' }] }, "'sidecars[0].name' is None."],
    ['True and False', { isolate: 'no', securityContext: { user: 0 } }, 'write True or False without quotes'],
    ['what a prop is set to', { securityContext: { user: 0 } }, "set 'security_context.ensure_non_root' to False."],
    ['a dict with its keys in quotes', { resources: { cpu: { request: 5 } } }, "write {'cpu': {'request': Cpu.millis(100)}, 'memory': {'limit': Size.mebibytes(512)}}."],
  ])('%s as Python writes it', (_, props, text) => {
    expect(refusalInPython(props)).toContain(text);
  });

  test('a new service as Python writes it', () => {
    expect(refusalInPython({}, '')).toContain("Remedy: ZeroDowntimeService(chart, 'my-svc', …).");
  });
});

describe('in Python, a refusal leaves as it is', () => {
  test.each<[string, AnyProps, string]>([
    ['a text that was given', { serviceName: 'maxSurge' }, "'service_name' is \"maxSurge\"."],
    ['a key that was given', { podLabels: { costCenter: 'a b' } }, "'pod_labels['costCenter']' is \"a b\"."],
    ['a key that is called like a prop', { podLabels: { maxSurge: 'a b' } }, "'pod_labels['maxSurge']' is \"a b\"."],
    ['a path that was given', { healthCheck: HealthCheck.http('healthCheck') }, "Remedy: write '/healthCheck'."],
    ['a rule', { image: 'web:latest' }, "acknowledge={'mutable-image-tag': '…'}"],
    ['a domain', { readinessGates: 'x' }, "names such as 'cloud.google.com/load-balancer-neg-ready'"],
    ['a field of the pod', { hostAliases: [{ ip: 'x', hostnames: [] }] }, "'spec.template.spec.hostAliases[0].ip' is \"x\"."],
  ])('%s', (_, props, text) => {
    expect(inPython(() => messageOf(() => manifestsOf(props)))).toContain(text);
  });

  test('the path of a construct that is called like a prop', () => {
    const message = inPython(() => messageOf(() => newService(new Chart(new App(), 'maxSurge'), 'minReady', { name: 'minReady' })));
    expect(message).toMatch(/^\[maxSurge\/minReady\] 'name' is "minReady"\./);
  });
});

test('in Python, what only the whole chart shows is named as Python writes it', () => {
  expect(inPython(() => problemsIn(chart => newService(chart, 'my-svc').service.bind(9090)))).toContain('or bind another target_port.');
});

test('in Python, an ALB is refused with the exposure as Python writes it', () => {
  const alb = (props: AnyProps) => inPython(() => messageOf(() => newService(new Chart(new App(), 'prod'), 'my-svc', props).exposeViaAlb()));
  expect(alb({ exposure: Exposure.ingressNginx() })).toMatch(/'exposure' is Exposure\.ingress_nginx\(\)\..* write exposure=Exposure\.aws_alb\(\)\.$/);
});

test.each(['Java/17', 'go1.22.0/linux/amd64', ''])('a refusal in %p stays as in TypeScript', agent => {
  const props = { minReady: s(0) };
  expect(inPython(() => refusalOf(props), agent)).toBe(refusalOf(props));
});
