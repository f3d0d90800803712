import { App, Chart, Duration } from 'cdk8s';
import { EnvValue, PercentOrAbsolute, Volume } from 'cdk8s-plus-27';
import { AnyProps, manifestsOf, messageOf, newService } from './refusal';
import { HealthCheck, ZeroDowntimeService } from '../../../src';

const REQUIRED = { image: 'registry.example.com/my-svc:1.4.2', healthCheck: HealthCheck.tcp() };

describe('props as a whole', () => {
  test.each<[any, string]>([[undefined, 'undefined'], [null, 'null'], [[], '[]'], ['my-svc:1.4.2', '"my-svc:1.4.2"'], [5, '5']])('fail when they are %p', (props, given) => {
    expect(messageOf(() => new ZeroDowntimeService(new Chart(new App(), 'prod'), 'my-svc', props)))
      .toBe(`[prod/my-svc] 'props' is ${given}. Allowed: an object with at least image and healthCheck. `
        + 'Without an image, no container answers requests. '
        + "Remedy: write { image: '…', healthCheck: HealthCheck.http('/healthcheck') }.");
  });

  class TeamProps {
    public readonly image = REQUIRED.image;
    public get healthCheck() { return REQUIRED.healthCheck; }
    public get replicas() { return 3; }
    public get autoscaling() { return undefined; }
  }

  test.each<[string, any]>([
    ['an instance of a class with getters', new TeamProps()],
    ['an object without a prototype', Object.assign(Object.create(null), REQUIRED, { replicas: 3 })],
    ['an object that inherits its props', Object.create({ ...REQUIRED, replicas: 3 })],
    ['a proxy', new Proxy({ ...REQUIRED, replicas: 3 }, {})],
    ['frozen', Object.freeze({ ...REQUIRED, replicas: 3 })],
  ])('may be %s', (_, props) => {
    const app = new App();
    new ZeroDowntimeService(new Chart(app, 'prod'), 'my-svc', props);
    expect(app.synthYaml()).toContain('replicas: 3\n');
  });
});

test('takes frozen lists and objects at every depth, and additions to the service', () => {
  const freeze = Object.freeze;
  const service = newService(new Chart(new App(), 'prod'), 'shop', {
    command: freeze(['node']),
    envVariables: freeze({}),
    envFrom: freeze([]),
    volumeMounts: freeze([]),
    volumes: freeze([]),
    labels: freeze({ team: 'shop' }),
    selectorLabels: freeze({ app: 'shop' }),
    ports: freeze([freeze({ number: 9090 })]),
    autoscaling: freeze({ maxReplicas: 5, metrics: freeze([]) }),
    maxSurge: freeze(PercentOrAbsolute.absolute(1)),
  });
  service.container.env.addVariable('DEBUG', EnvValue.fromValue('1'));
  service.container.mount('/cache', Volume.fromEmptyDir(service, 'cache', 'cache'));
  service.deployment.metadata.addLabel('stage', 'prod');
});

describe('what the props of one service are made of', () => {
  const NOTHING = {
    volumeMounts: [],
    volumes: [],
    envVariables: {},
    envFrom: [],
    labels: {},
    podLabels: {},
    annotations: {},
    ports: [],
  };
  const yamlAfter = (props: AnyProps, change: (service: ZeroDowntimeService) => void) => {
    const app = new App();
    change(newService(new Chart(app, 'dev'), 'shop', props));
    const prod = new Chart(app, 'prod');
    newService(prod, 'shop', props);
    return JSON.stringify(prod.toJson());
  };

  test('stays as it was for another service, whatever is added to the first', () => {
    const yaml = yamlAfter(NOTHING, service => {
      service.container.mount('/added', Volume.fromEmptyDir(service, 'added', 'added'));
      service.container.env.addVariable('ADDED', EnvValue.fromValue('1'));
      service.container.addPort({ number: 9090, name: 'added' });
      service.deployment.metadata.addLabel('added', 'x');
      service.deployment.podMetadata.addLabel('added', 'x');
      service.deployment.metadata.addAnnotation('added', 'x');
    });
    expect(yaml).not.toMatch(/added/i);
  });

  test.each(['labels', 'podLabels', 'selectorLabels', 'annotations', 'podAnnotations'])('stays as it was when the caller changes %s afterwards', prop => {
    const given = { app: 'shop' };
    const app = new App();
    newService(new Chart(app, 'prod'), 'shop', { [prop]: given });
    given.app = 'changed';
    expect(app.synthYaml()).not.toContain('changed');
  });
});

test('takes Durations, percentages and environment variables of another copy of cdk8s and cdk8s-plus', () => {
  jest.isolateModules(() => {
    const cdk8s = jest.requireActual<typeof import('cdk8s')>('cdk8s');
    const kplus = jest.requireActual<typeof import('cdk8s-plus-27')>('cdk8s-plus-27');
    expect(cdk8s.Duration).not.toBe(Duration);
    expect(kplus.EnvValue).not.toBe(EnvValue);
    const yaml = manifestsOf({
      longestRequest: cdk8s.Duration.minutes(2),
      maxSurge: kplus.PercentOrAbsolute.percent(30),
      envVariables: { MODE: kplus.EnvValue.fromValue('prod') },
      resources: { cpu: { request: kplus.Cpu.millis(50) }, memory: { limit: cdk8s.Size.mebibytes(64) } },
      postStart: kplus.Handler.fromCommand(['/warm-up']),
      autoscaling: {
        maxReplicas: 5,
        metrics: [kplus.Metric.resourceCpu(kplus.MetricTarget.averageUtilization(60))],
        scaleUp: {
          stabilizationWindow: cdk8s.Duration.seconds(0),
          policies: [{ replicas: kplus.Replicas.absolute(2), duration: cdk8s.Duration.minutes(1) }],
        },
      },
    });
    for (const part of ['longest-request: 120s', 'maxSurge: 30%', 'value: prod', 'cpu: 50m', 'memory: 64Mi', '/warm-up', 'averageUtilization: 60']) {
      expect(yaml).toContain(part);
    }
  });
});
