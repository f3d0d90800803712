import { ROUTERS } from '../../../../../src/lifecycle';
import { singleReplica } from '../../../../../src/rules/check/rollout';
import { appliesTo, messagesOn, verdictsOn } from '../../judging';
import { autoscaled, beside, WITHOUT_SERVICE } from '../changes';

const pods = (replicas: number | string) => `---\nkind: Deployment\nspec: { replicas: ${replicas} }\n`;

describe('without a handover', () => {
  test('one pod is not enough', () => {
    expect(verdictsOn(singleReplica, pods(1))).toMatchObject([{
      object: { kind: 'Deployment' },
      workload: { name: 'web' },
      violations: [{
        path: ['spec', 'replicas'],
        message: 'Only one pod runs: while it is evicted, crashes or loses its node, every request fails until a new one is ready.',
        fix: 'Set spec.replicas to 2.',
      }],
    }]);
    expect(messagesOn(singleReplica, pods(2))).toEqual([]);
    expect(appliesTo(singleReplica, pods(2))).toBe(true);
  });

  test('the default is one pod', () => {
    expect(messagesOn(singleReplica, pods('null'))).toEqual([
      'Only one pod runs, since spec.replicas is left out: while it is evicted, crashes or loses its node, every request fails until a new one is ready.',
    ]);
  });

  test('0 replicas is a decision, and at most an info', () => {
    const zero = verdictsOn(singleReplica, pods(0))[0].violations;
    expect(zero).toMatchObject([{
      path: ['spec', 'replicas'],
      message: 'No pod runs, since spec.replicas is 0: until that is changed, every request fails.',
      fix: 'Raise spec.replicas to serve users again, or remove the Services and routes that lead to no pod.',
      severity: 'info',
    }]);
  });

  test('a canary passes, since other pods answer the same users', () => {
    expect(messagesOn(singleReplica, pods(1) + beside('replicas: 1, '))).toHaveLength(0);
    expect(messagesOn(singleReplica, pods(0) + beside('replicas: 3, '))).toHaveLength(0);
    expect(messagesOn(singleReplica, pods(1) + beside('', 'StatefulSet'))).toHaveLength(0);
    expect(messagesOn(singleReplica, pods(1) + beside('replicas: 0, '))).toEqual([expect.stringMatching(/^Only one pod runs: /)]);
    expect(messagesOn(singleReplica, pods(1) + beside('', 'Job'))).toHaveLength(1);
  });

  test('pods that only some of its Services select do not help', () => {
    const other = (selector: string) => `---
apiVersion: v1
kind: Service
metadata: { name: other }
spec: { selector: ${selector}, ports: [{ port: 80 }] }
`;
    const canary = '---\nkind: Deployment\nspec: { replicas: 1, template: { metadata: { labels: { track: canary } } } }\n';
    expect(messagesOn(singleReplica, canary + beside('replicas: 3, ') + other('{ app: web }'))).toEqual([]);
    expect(messagesOn(singleReplica, canary + beside('replicas: 3, ') + other('{ track: canary }'))).toHaveLength(1);
  });

  test('does not apply to an autoscaled service, or if the pods receive no requests', () => {
    expect(appliesTo(singleReplica, autoscaled(1, 10))).toBe(false);
    expect(appliesTo(singleReplica, pods(1) + WITHOUT_SERVICE)).toBe(false);
  });
});

describe('with a handover', () => {
  const handover = (seconds: number, lifecycle: string, grace = 100) => `---
kind: Deployment
metadata: { annotations: { cdk8s-zero-downtime/handover: ${seconds}s } }
spec: { replicas: 1, template: { spec: { terminationGracePeriodSeconds: ${grace}, containers: [{ name: web, lifecycle: ${lifecycle} }] } } }
`;
  const sleep = (seconds: number) => `{ preStop: { sleep: { seconds: ${seconds} } } }`;

  test('the stop delay must cover it', () => {
    expect(messagesOn(singleReplica, handover(60, sleep(60)))).toEqual([]);
    expect(appliesTo(singleReplica, handover(60, sleep(60)))).toBe(true);
    expect(verdictsOn(singleReplica, handover(60, sleep(59)))[0].violations).toMatchObject([{
      path: ['spec', 'template', 'spec', 'containers', 0, 'lifecycle', 'preStop'],
      message: "The only pod gets SIGTERM 59 s after the request to stop, but its replacement needs up to 60 s (metadata.annotations['cdk8s-zero-downtime/handover']): in each drain every request fails for up to 1 s.",
      fix: 'Set spec.template.spec.containers[0].lifecycle.preStop.sleep.seconds to 60, and spec.template.spec.terminationGracePeriodSeconds to 101, or set spec.replicas to at least 2.',
    }]);
  });

  test('the grace period limits a longer hook', () => {
    expect(messagesOn(singleReplica, handover(60, sleep(60), 60))).toEqual([]);
    expect(messagesOn(singleReplica, handover(60, sleep(60), 59))).toEqual([expect.stringContaining('gets SIGTERM 59 s after')]);
  });

  test.each(['null', '{ preStop: { tcpSocket: { port: 80 } } }', '{ preStop: {} }'])('a hook that does not wait adds no delay: %s', lifecycle => {
    const change = handover(60, lifecycle).replace('lifecycle: {', 'lifecycle: { $patch: replace,');
    expect(messagesOn(singleReplica, change)).toEqual([expect.stringContaining('gets SIGTERM 0 s after')]);
  });

  test('a command that sleeps counts', () => {
    const exec = (seconds: number) => `{ $patch: replace, preStop: { exec: { command: [sleep, "${seconds}"] } } }`;
    expect(messagesOn(singleReplica, handover(60, exec(60)))).toEqual([]);
    expect(messagesOn(singleReplica, handover(60, exec(50)))).toHaveLength(1);
  });

  test('a hook of unknown length is trusted', () => {
    expect(messagesOn(singleReplica, handover(60, '{ $patch: replace, preStop: { exec: { command: [/drain] } } }'))).toEqual([]);
    expect(messagesOn(singleReplica, handover(60, '{ $patch: replace, preStop: { httpGet: { path: /drain, port: 80 } } }'))).toEqual([]);
  });

  test('a pod without containers has no hook', () => {
    const change = handover(60, sleep(60)).replace(/containers: .*\] \} \} \}/, 'containers: null } } }');
    expect(verdictsOn(singleReplica, change)[0].violations[0]).toMatchObject({
      path: ['spec', 'template', 'spec', 'containers', 0, 'lifecycle', 'preStop'], message: expect.stringContaining('SIGTERM 0 s after'),
    });
  });

  describe('does not help behind a router that does not send to stopping pods', () => {
    const refused = [{
      path: ['spec', 'replicas'],
      message: "The only pod cannot bridge the start of its replacement, as metadata.annotations['cdk8s-zero-downtime/handover'] claims: its router does not send to a stopping pod, so in each drain every request fails for up to 60 s.",
      fix: "Set spec.replicas to 2, and remove metadata.annotations['cdk8s-zero-downtime/handover'].",
    }];

    test('as an ingress', () => {
      const ingress = `---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web }
spec: { defaultBackend: { service: { name: web, port: { number: 80 } } } }
`;
      expect(verdictsOn(singleReplica, handover(60, sleep(60)) + ingress)[0].violations).toMatchObject(refused);
    });

    test('as a load balancer', () => {
      expect(verdictsOn(singleReplica, `${handover(60, sleep(60))}---\nkind: Service\nspec: { type: LoadBalancer }\n`)[0].violations).toMatchObject(refused);
    });

    test('as the router of the target', () => {
      expect(verdictsOn(singleReplica, handover(60, sleep(60)), { router: ROUTERS.envoy })[0].violations).toMatchObject(refused);
    });
  });
});

test('the inactive colour has no pods', () => {
  const colours = (idle: string, running: string): string => {
    const labels = (colour: string): object => ({ metadata: { labels: { app: 'web', colour, version: `1.0.${colour.length}` } } });
    return [
      { kind: 'Deployment', spec: { replicas: 0, template: labels(idle) } },
      { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web-other' }, spec: { replicas: 3, selector: { matchLabels: { app: 'web', colour: running } }, template: { ...labels(running) } } },
      { kind: 'Service', spec: { selector: { app: 'web', colour: idle } } },
    ].map(object => JSON.stringify(object)).join('\n---\n') + '\n';
  };
  expect(messagesOn(singleReplica, colours('green', 'blue'))).toEqual([]);
  expect(messagesOn(singleReplica, colours('web', 'worker'))).toHaveLength(1);
});

test('without a budget the remedy adds one', () => {
  expect(verdictsOn(singleReplica, 'kind: Deployment\nspec: { replicas: 1 }\n---\nkind: PodDisruptionBudget\n$patch: delete\n')[0].violations[0].fix)
    .toBe('Set spec.replicas to 2, and add PodDisruptionBudget web of policy/v1 with spec { \"maxUnavailable\": 1, \"unhealthyPodEvictionPolicy\": \"AlwaysAllow\", \"selector\": { \"matchLabels\": { \"app\": \"web\" } } }.');
});

test('never recommends a second pod beside one that holds data', () => {
  const claimed = pods(1) + '---\nkind: Deployment\nspec: { template: { spec: { volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }] } } }\n';
  const [{ violations: [violation] }] = verdictsOn(singleReplica, claimed);
  expect(violation.message).toContain('(PersistentVolumeClaim data, which is not in these manifests)');
  expect(violation.fix).toBe("Keep one pod, and set metadata.annotations['cdk8s-zero-downtime/acknowledge.single-replica'] to the reason, "
    + 'or first move its data to a store that several pods may write to at once, such as a database.');
});
