import { readFileSync } from 'node:fs';
import { Chart, Duration, Size, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { loadAll } from 'js-yaml';
import { HealthCheck, PreStop, ZeroDowntimeService } from '../../src';

/** What a pod runs: an image, and the environment that chooses how its application behaves. */
export interface Release {
  readonly image: string;
  readonly env: { readonly [name: string]: string };
}

/** A way to write the manifests of one service; all are called `web` and listen on 8080. */
export interface Variant {
  readonly id: string;
  /** As the page calls it. */
  readonly called: string;
  readonly manifestsOf: (release: Release) => any[];
}

const NAME = 'web';
const PORT = 8080;
const HEALTH = '/healthcheck';
// Small requests, so that several runs have room on a small cluster at once.
const RESOURCES = { cpu: { request: kplus.Cpu.millis(25) }, memory: { request: Size.mebibytes(32) } };
const REQUESTS = { requests: { cpu: '25m', memory: '32Mi' } };

export const DEFAULTS: Variant = {
  id: 'defaults', called: "`ZeroDowntimeService`, the construct's defaults", manifestsOf: release => construct(release),
};
export const ANNOUNCED: Variant = {
  id: 'announced',
  called: "`ZeroDowntimeService` with an announced stop: `PreStop.httpGet('/drain?ms=10000')`",
  manifestsOf: release => construct(release, PreStop.httpGet('/drain?ms=10000', { takes: Duration.seconds(10) })),
};
export const OTHERS: readonly Variant[] = [
  { id: 'seed', called: 'the manifests that the library began with', manifestsOf: seed },
  { id: 'plain', called: 'a plain Deployment and Service: no probe, no hook', manifestsOf: plain },
  { id: 'cdk8s-plus', called: 'cdk8s-plus, its defaults', manifestsOf: cdk8sPlus },
];

function construct({ image, env }: Release, preStop?: PreStop): any[] {
  const chart = chartOf();
  // A start is stated as twice of what the application takes.
  const startupTime = Duration.seconds(Math.max(5, 2 * Number(env.START_DELAY_MS ?? 0) / 1000));
  new ZeroDowntimeService(chart, NAME, {
    image, port: PORT, healthCheck: HealthCheck.http(HEALTH), startupTime, longestRequest: Duration.seconds(5), preStop,
    envVariables: variables(env), resources: RESOURCES,
  });
  return Testing.synth(chart);
}

// As they are, but for what keeps them from running today: the image, the version of the budget, and that they have no Service.
function seed({ image, env }: Release): any[] {
  const [deployment] = readSeed('deployment.yaml');
  const [budget] = readSeed('pdb.yaml');
  const [container] = deployment.spec.template.spec.containers;
  Object.assign(container, { image, env: listOf(env), resources: REQUESTS });
  deployment.metadata.name = NAME;
  return [deployment, { ...budget, apiVersion: 'policy/v1' }, serviceFor(deployment.spec.selector.matchLabels)];
}

function plain({ image, env }: Release): any[] {
  const labels = { app: NAME };
  const containers = [{ name: NAME, image, env: listOf(env), ports: [{ containerPort: PORT }], resources: REQUESTS }];
  return [{
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: NAME },
    spec: { replicas: 2, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers } } },
  }, serviceFor(labels)];
}

// Its own requests, a whole core a pod, would not fit, and its pull policy would ask a registry.
function cdk8sPlus({ image, env }: Release): any[] {
  const chart = chartOf();
  const deployment = new kplus.Deployment(chart, NAME, {
    metadata: { name: NAME },
    containers: [{
      image,
      portNumber: PORT,
      envVariables: variables(env),
      resources: RESOURCES,
      imagePullPolicy: kplus.ImagePullPolicy.IF_NOT_PRESENT,
    }],
  });
  deployment.exposeViaService({ name: NAME, ports: [{ port: 80, targetPort: PORT }] });
  return Testing.synth(chart);
}

function serviceFor(selector: object): object {
  const spec = { selector, ports: [{ port: 80, targetPort: PORT }] };
  return { apiVersion: 'v1', kind: 'Service', metadata: { name: NAME }, spec };
}

function readSeed(file: string): any[] {
  return loadAll(readFileSync(`test/fixtures/seed/${file}`, 'utf8'));
}

function chartOf(): Chart {
  return new Chart(Testing.app(), NAME, { disableResourceNameHashes: true });
}

function variables(env: Release['env']): Record<string, kplus.EnvValue> {
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [name, kplus.EnvValue.fromValue(value)]));
}

function listOf(env: Release['env']): object[] {
  return Object.entries(env).map(([name, value]) => ({ name, value }));
}
