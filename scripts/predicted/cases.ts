import { readFileSync } from 'node:fs';
import { Chart, Duration, Size, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { loadAll } from 'js-yaml';
import { Exposure, HealthCheck, ZeroDowntimeService, ZeroDowntimeServiceProps } from '../../src';

/** One service that is deployed, updated and drained. */
export interface Case {
  readonly name: string;
  /** Container start until the application listens, in seconds: the cluster's owner knows it, the manifest does not. */
  readonly applicationStart: number;
  readonly manifests: any[];
}

/** Pods without a probe: they are there when their container runs. */
export function podsWithoutProbe(image: string): any[] {
  const labels = { app: 'without-probe' };
  const containers = [{ name: 'app', image, resources: { requests: { cpu: '10m' } } }];
  return [{
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'without-probe' },
    spec: { replicas: 2, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers } } },
  }];
}

export function casesFor(image: string): Case[] {
  return [
    { name: "the seed's manifests", applicationStart: 0, manifests: seed(image) },
    service(image, 'defaults', "the construct's defaults"),
    service(image, 'three', '3 replicas, a start of 5 s, grace period 60', { replicas: 3, longestRequest: Duration.seconds(45) }, 5),
    service(image, 'four', '4 replicas, surge 1, a start of 20 s', { replicas: 4, maxSurge: kplus.PercentOrAbsolute.absolute(1) }, 20),
    service(image, 'two', '2 replicas, surge 50 %, a start of 20 s, grace period 30', {
      maxSurge: kplus.PercentOrAbsolute.percent(50), longestRequest: Duration.seconds(15),
    }, 20),
    service(image, 'five', '5 replicas, surge 50 %, a start of 5 s, stop delay 25', {
      replicas: 5, maxSurge: kplus.PercentOrAbsolute.percent(50), exposure: Exposure.custom({ deregistrationDelay: Duration.seconds(25) }),
    }, 5),
    service(image, 'six', '6 replicas, surge 50 %', { replicas: 6, maxSurge: kplus.PercentOrAbsolute.percent(50) }),
    { name: 'plain YAML: 4 replicas, surge and unavailable 25 %, no startup probe, no hook', applicationStart: 5, manifests: plain(image, 5) },
  ];
}

// As they are, but for what keeps them from running today: the image, and the API version of the budget.
function seed(image: string): any[] {
  const read = (file: string) => loadAll(readFileSync(`test/fixtures/seed/${file}`, 'utf8')) as any[];
  const [deployment] = read('deployment.yaml');
  const [budget] = read('pdb.yaml');
  deployment.spec.template.spec.containers[0].image = image;
  return [deployment, { ...budget, apiVersion: 'policy/v1' }];
}

// What most services have: no startup probe, no hook, Kubernetes' own strategy.
function plain(image: string, applicationStart: number): any[] {
  const labels = { app: 'plain' };
  const container = {
    name: 'app',
    image,
    env: [{ name: 'START_DELAY_MS', value: String(applicationStart * 1000) }],
    readinessProbe: { httpGet: { path: '/healthcheck', port: 8080 }, periodSeconds: 5 },
    resources: { requests: { cpu: '10m' } },
  };
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'plain' },
      spec: { replicas: 4, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [container] } } },
    },
    { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: 'plain' }, spec: { minAvailable: '50%', selector: { matchLabels: labels } } },
  ];
}

function service(
  image: string, id: string, name: string, props: Partial<ZeroDowntimeServiceProps> = {}, applicationStart: number = 0,
): Case {
  const chart = new Chart(Testing.app(), id);
  new ZeroDowntimeService(chart, id, {
    image,
    healthCheck: HealthCheck.http('/healthcheck'),
    envVariables: { START_DELAY_MS: kplus.EnvValue.fromValue(String(applicationStart * 1000)) },
    securityContext: { user: 65532, group: 65532 },
    resources: { cpu: { request: kplus.Cpu.millis(10) }, memory: { request: Size.mebibytes(16) } },
    ...props,
  });
  return { name, applicationStart, manifests: Testing.synth(chart) };
}
