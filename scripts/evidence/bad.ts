import { DEFAULTS, Release } from './variants';

/** The construct's manifests with one mistake in them, and the rule that a rehearsal has to name for it. */
export interface Bad {
  readonly id: string;
  readonly called: string;
  readonly rule: string;
  /** Of the application, besides the version. */
  readonly env?: Release['env'];
  readonly slowPath?: string;
  readonly spoil: (objects: { readonly deployment: any; readonly service: any }, isAfter: boolean) => void;
}

export const BAD: readonly Bad[] = [
  {
    id: 'no-hook',
    called: 'no preStop hook, and an application that exits at once',
    rule: 'prestop-missing',
    env: { SIGTERM: 'exit' },
    spoil: ({ deployment }) => { delete containerOf(deployment).lifecycle; },
  },
  {
    id: 'no-readiness',
    called: 'no readiness probe, and a start of 5 s',
    rule: 'readiness-missing',
    env: { START_DELAY_MS: '5000' },
    spoil: ({ deployment }) => {
      delete containerOf(deployment).readinessProbe;
      delete containerOf(deployment).startupProbe;
      delete deployment.spec.minReadySeconds;
    },
  },
  {
    id: 'recreate',
    called: 'strategy `Recreate`',
    rule: 'recreate-strategy',
    spoil: ({ deployment }) => { deployment.spec.strategy = { type: 'Recreate' }; },
  },
  {
    id: 'selector',
    called: "the Service's selector has one more label in the second release",
    rule: 'service-selector-tightened',
    spoil: ({ deployment, service }, isAfter) => {
      if (!isAfter) { return; }
      deployment.spec.template.metadata.labels.track = 'stable';
      service.spec.selector.track = 'stable';
    },
  },
  {
    id: 'grace',
    called: 'a grace period of 11 s with a hook of 10 s, and requests of 15 s',
    rule: 'grace-period-too-short',
    slowPath: '/slow?ms=15000',
    spoil: ({ deployment }) => {
      deployment.spec.template.spec.terminationGracePeriodSeconds = 11;
      deployment.metadata.annotations['cdk8s-zero-downtime/longest-request'] = '15s';
    },
  },
];

/** Both releases of a spoilt service. */
export function spoilt({ env, spoil }: Bad, image: string): any[][] {
  return ['v1', 'v2'].map(version => {
    const manifests = DEFAULTS.manifestsOf({ image, env: { APP_VERSION: version, ...env } });
    const find = (kind: string) => manifests.find(each => each.kind === kind);
    spoil({ deployment: find('Deployment'), service: find('Service') }, version === 'v2');
    return manifests;
  });
}

function containerOf(deployment: any): any {
  return deployment.spec.template.spec.containers[0];
}
