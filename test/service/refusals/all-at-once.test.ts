import { App, Chart, Duration } from 'cdk8s';
import { HorizontalPodAutoscaler, PercentOrAbsolute } from 'cdk8s-plus-27';
import { messageOf, newService, problemsOf, refusalOf } from './refusal';
import { DisruptionPolicy, HealthCheck, PreStop } from '../../../src';

const startsOf = (message: string) => message.split('\n').map(line => /^\[prod\/my-svc\] '([^ ]*)/.exec(line)?.[1]);

test('fails when several props are wrong, and names all of them in one error', () => {
  const message = refusalOf({
    image: 'my-svc:latest',
    replica: 3,
    replicas: 0,
    port: 'http',
    labels: { team: 'my shop' },
    longestRequest: 30,
    maxSurge: '25%',
    healthCheck: HealthCheck.http('healthcheck'),
    preStop: PreStop.sleep(Duration.seconds(1)),
    disruption: DisruptionPolicy.blockEvictions({ reason: '' }),
    acknowledge: { 'no-such-rule': 'we know' },
    kubernetesVersion: 1.3,
  });
  const all = [
    "replica'", "acknowledge['no-such-rule']'", "image'", "kubernetesVersion'", "labels['team']'", "port'", "replicas'", 'healthCheck', "longestRequest'",
    'preStop', "maxSurge'", 'reason',
  ];
  expect(startsOf(message)).toEqual(all);
});

test('fails with one line for each problem, each with its path, what is allowed and a remedy', () => {
  const lines = refusalOf({ replicas: -1, port: 0, name: 'My Svc' }).split('\n');
  expect(lines).toHaveLength(3);
  for (const line of lines) { expect(line).toMatch(/^\[prod\/my-svc\] '\w+' is .+\. Allowed: .+\. .+\. Remedy: .+\.$/); }
});

test('keeps a line short and whole, whatever the value is', () => {
  const circular: { self?: object } = {};
  circular.self = circular;
  for (const replicas of ['x'.repeat(1_000_000), 'two\nlines', Symbol('three'), () => 3, circular, 3n, new Map(), Object.create(null)]) {
    const message = refusalOf({ replicas });
    expect(message).not.toContain('\n');
    expect(message.length).toBeLessThan(400);
    expect(message).toContain("[prod/my-svc] 'replicas' is ");
    // No other check can run on a value that contains itself.
    expect(message).toContain(replicas === circular ? 'The chart cannot be synthesized.' : 'every request fails');
  }
});

describe('what needs the whole tree', () => {
  const build = (app: App) => {
    const prod = new Chart(app, 'prod');
    const shop = newService(prod, 'shop');
    newService(prod, 'shop-again', { name: 'shop' });
    shop.service.bind(9090, { name: 'metrics' });
    shop.deployment.podMetadata.addLabel('service-name', 'other');
    new HorizontalPodAutoscaler(prod, 'autoscaler', { target: newService(prod, 'cart'), minReplicas: 1, maxReplicas: 3 });
    const dev = new Chart(app, 'dev');
    for (const id of ['a', 'b']) { newService(dev, id, { selectorLabels: { app: 'x' } }); }
  };
  const all = [
    "[prod/shop] the Deployment 'shop' also comes from prod/shop-again",
    '[prod/shop] port 9090 of the Service leads to 9090',
    "[prod/shop] the pod label 'service-name' was changed",
    "[prod/shop-again] the Deployment 'shop' also comes from prod/shop",
    "[prod/cart] the HorizontalPodAutoscaler 'prod-autoscaler-",
    "[dev/a] the PodDisruptionBudget 'b-pdb'",
    "[dev/b] the PodDisruptionBudget 'a-pdb'",
  ];

  test('fails when several services of several charts are wrong, and app.synth() names all of them at once', () => {
    const message = problemsOf(build);
    for (const problem of all) { expect(message).toContain(problem); }
    expect(message.match(/^ {2}\[/gm)).toHaveLength(all.length);
  });

  test('fails again, with the same words, when the app is synthesized again', () => {
    const app = new App();
    build(app);
    const [first, second, third] = [1, 2, 3].map(() => messageOf(() => app.synthYaml()));
    expect(second).toBe(first);
    expect(third).toBe(first);
  });

  test('fails in app.synth() too, which validates every construct once for each chart', () => {
    const message = messageOf(() => {
      const app = new App();
      build(app);
      app.synth();
    });
    for (const problem of all) { expect(message).toContain(problem); }
  });
});

test('accepts percentages, durations and names that are right beside one that is wrong', () => {
  const message = refusalOf({ maxSurge: PercentOrAbsolute.percent(50), longestRequest: Duration.seconds(5), name: 'shop', replicas: 0 });
  expect(startsOf(message)).toEqual(["replicas'"]);
});
