import { danglingService } from '../../../../src/rules/check/routing';
import { appliesTo, manifestsIn, messagesOn, TARGET, verdictsOn } from '../judging';

const rule = danglingService;
const TYPO = 'kind: Service\nspec: { selector: { app: wbe } }\n';
const OPERATED = `
apiVersion: v1
kind: Service
metadata: { name: db }
spec: { selector: { app: db }, ports: [{ port: 5432 }] }
---
`;

function fixOf(change: string): string[] {
  return verdictsOn(rule, change).flatMap(({ violations }) => violations.map(({ fix }) => fix));
}

function pathOf(change: string) {
  return verdictsOn(rule, change).flatMap(({ violations }) => violations.map(({ path }) => path));
}

test('names the labels that no pod has', () => {
  expect(messagesOn(rule, TYPO)).toEqual(['No pod here has the labels app=wbe: the Service has no endpoints, and every request to it fails.']);
  expect(messagesOn(rule, 'kind: Service\nspec: { selector: { tier: front } }\n'))
    .toEqual(['No pod here has the labels app=web, tier=front: the Service has no endpoints, and every request to it fails.']);
});

test('points to the label that differs, and names the value that the pods have', () => {
  expect(pathOf(TYPO)).toEqual([['spec', 'selector', 'app']]);
  expect(fixOf(TYPO)).toEqual(['Set spec.selector.app to web, or give the labels app=wbe to the intended pods, if these are not those of Deployment web.']);
});

test('points to the label that the pods lack', () => {
  const lacking = 'kind: Service\nspec: { selector: { tier: front } }\n';
  expect(pathOf(lacking)).toEqual([['spec', 'selector', 'tier']]);
  expect(fixOf(lacking)).toEqual(['Remove spec.selector.tier, or give the labels app=web, tier=front to the intended pods, if these are not those of Deployment web.']);
});

describe('names the intended pods', () => {
  const other = (name: string, labels: string) => `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: ${name} }
spec: { template: { metadata: { labels: ${labels} }, spec: { containers: [{ name: a, image: a }] } } }
---
`;
  const service = (selector: string) => `
apiVersion: v1
kind: Service
metadata: { name: orders }
spec: { selector: ${selector} }
`;

  test('the ones with the most labels in common', () => {
    expect(fixOf(`${other('a', '{ part: x, tier: front }')}${other('b', '{ part: x, tier: back, app: orders }')}${service('{ part: x, tier: front, app: orders2 }')}`))
      .toEqual(['Remove spec.selector.app, or give the labels part=x, tier=front, app=orders2 to the intended pods, if these are not those of StatefulSet a.']);
    expect(fixOf(`${other('a', '{ part: x }')}${other('b', '{ part: x, tier: front }')}${service('{ part: x, tier: front, app: orders2 }')}`))
      .toEqual(['Remove spec.selector.app, or give the labels part=x, tier=front, app=orders2 to the intended pods, if these are not those of StatefulSet b.']);
  });

  test('of these, the one with the same name', () => {
    expect(fixOf(`${other('a', '{ part: x }')}${other('orders', '{ part: x }')}${service('{ part: x, app: z }')}`))
      .toEqual(['Remove spec.selector.app, or give the labels part=x, app=z to the intended pods, if these are not those of StatefulSet orders.']);
  });

  test('without a common label, the one with the same name', () => {
    expect(fixOf(`${other('orders', '{ role: x }')}${service('{ app: z }')}`)).toEqual(['Set spec.selector to { "role": "x" }, or give the labels app=z to the intended pods, if these are not those of StatefulSet orders.']);
  });
});

test.each(['StatefulSet', 'DaemonSet'])('passes for the pods of a %s', kind => {
  const change = `${OPERATED}
apiVersion: apps/v1
kind: ${kind}
metadata: { name: db }
spec: { selector: { matchLabels: { app: db } }, template: { metadata: { labels: { app: db } }, spec: { containers: [{ name: db, image: db }] } } }
`;
  expect(messagesOn(rule, change)).toEqual([]);
});

test('also finds a Service with another name', () => {
  expect(messagesOn(rule, OPERATED.replace('---\n', ''))).toHaveLength(1);
});

describe('does not apply', () => {
  test('without a selector', () => {
    expect(appliesTo(rule, 'kind: Service\nspec: { selector: null }\n')).toBe(false);
  });

  test('to an ExternalName', () => {
    expect(appliesTo(rule, 'kind: Service\nspec: { type: ExternalName, externalName: a.example.com }\n')).toBe(false);
  });

  test('in a namespace whose pods are in other files', () => {
    const cluster = manifestsIn('apiVersion: v1\nkind: Service\nmetadata: { name: a, namespace: elsewhere }\nspec: { selector: { app: a } }\n');
    expect(rule.judge(cluster, TARGET)).toEqual([]);
  });

  test.each([
    ['an operator', 'apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: { name: db }\nspec: { instances: 3 }\n'],
    ['an operator of monitoring', 'apiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nmetadata: { name: db }\n'],
    ['a Gateway', 'apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: { name: db }\n'],
    ['a JobSet of the Kubernetes SIGs', 'apiVersion: leaderworkerset.x-k8s.io/v1\nkind: LeaderWorkerSet\nmetadata: { name: db }\n'],
    ['a chart for this namespace', 'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: db, namespace: flux }\nspec: { targetNamespace: shop }\n'],
    ['a chart in this namespace', 'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: db }\n'],
    ['an application for this namespace', 'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: db, namespace: argocd }\nspec: { destination: { namespace: shop } }\n'],
    ['an application without a destination', 'apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: { name: db, namespace: argocd }\n'],
    ['manifests without a known target', 'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: db, namespace: flux }\n'],
  ])('if %s may create the pods', (_, object) => {
    expect(verdictsOn(rule, `${OPERATED}${object}`).map(verdict => verdict.object.name)).toEqual(['web']);
  });

  test.each([
    'statefulset.kubernetes.io/pod-name: db-0', 'apps.kubernetes.io/pod-index: "0"', 'batch.kubernetes.io/job-name: a', 'pod-template-hash: a1',
    'rollouts-pod-template-hash: a1', 'controller-revision-hash: a', 'controller-uid: a', 'job-name: a', 'strimzi.io/name: kafka',
  ])('to labels that controllers add: %s', label => {
    expect(appliesTo(rule, `kind: Service\nspec: { selector: { ${label} } }\n`)).toBe(false);
  });
});

test.each(['app.kubernetes.io/name: wbe', 'helm.sh/chart: wbe', 'cdk8s.io/metadata.addr: wbe', 'my-job-name: a'])('applies to labels that are set by hand: %s', label => {
  expect(messagesOn(rule, `kind: Service\nspec: { selector: { ${label} } }\n`)).toHaveLength(1);
});

test('applies to a label with a prefix that pods here have', () => {
  const labelled = `
apiVersion: v1
kind: Pod
metadata: { name: a, labels: { example.com/app: a } }
---
kind: Service
spec: { selector: { example.com/app: b } }
`;
  expect(messagesOn(rule, labelled)).toHaveLength(1);
});

test.each([
  'acme.cert-manager.io/v1|Order', 'cert-manager.io/v1|Certificate', 'trust.cert-manager.io/v1|Bundle', 'monitoring.coreos.com/v1|ServiceMonitor',
  'monitoring.coreos.com/v1|PodMonitor', 'monitoring.coreos.com/v1|PrometheusRule', 'monitoring.coreos.com/v1|Probe',
  'monitoring.coreos.com/v1|ScrapeConfig', 'monitoring.coreos.com/v1|AlertmanagerConfig', 'operator.victoriametrics.com/v1|VMRule',
  'operator.victoriametrics.com/v1|VMServiceScrape', 'grafana.integreatly.org/v1|GrafanaDashboard', 'external-secrets.io/v1|ExternalSecret',
  'bitnami.com/v1|SealedSecret', 'secrets-store.csi.x-k8s.io/v1|SecretProviderClass', 'secrets.hashicorp.com/v1|VaultStaticSecret',
  'isindir.github.com/v1|SopsSecret', 'networking.istio.io/v1|VirtualService', 'security.istio.io/v1|PeerAuthentication',
  'telemetry.istio.io/v1|Telemetry', 'policy.linkerd.io/v1|Server', 'linkerd.io/v1|ServiceProfile', 'traefik.io/v1|IngressRoute',
  'traefik.containo.us/v1|IngressRoute', 'projectcontour.io/v1|HTTPProxy', 'configuration.konghq.com/v1|KongPlugin', 'getambassador.io/v3|Mapping',
  'elbv2.k8s.aws/v1|TargetGroupBinding', 'cloud.google.com/v1|BackendConfig', 'networking.gke.io/v1|ManagedCertificate', 'net.gke.io/v1|ServiceExport',
  'monitoring.googleapis.com/v1|PodMonitoring', 'cilium.io/v2|CiliumNetworkPolicy', 'crd.projectcalico.org/v1|NetworkPolicy',
  'projectcalico.org/v3|NetworkPolicy', 'keda.sh/v1alpha1|TriggerAuthentication', 'autoscaling.k8s.io/v1|VerticalPodAutoscaler',
  'argoproj.io/v1alpha1|AnalysisTemplate', 'argoproj.io/v1alpha1|AppProject', 'externaldns.k8s.io/v1|DNSEndpoint', 'kyverno.io/v1|Policy',
  'route.openshift.io/v1|Route', 'velero.io/v1|Schedule', 'karpenter.sh/v1|NodePool', 'karpenter.k8s.aws/v1|EC2NodeClass',
  'source.toolkit.fluxcd.io/v1|GitRepository', 'image.toolkit.fluxcd.io/v1|ImagePolicy', 'notification.toolkit.fluxcd.io/v1|Alert',
  'networking.k8s.io/v1|NetworkPolicy', 'v1|ConfigMap', 'rbac.authorization.k8s.io/v1|Role',
])('takes into account that no pods are created from %s', kind => {
  const [apiVersion, name] = kind.split('|');
  expect(messagesOn(rule, `${TYPO}---\napiVersion: ${apiVersion}\nkind: ${name}\nmetadata: { name: other }\n`)).toHaveLength(1);
});

test.each([
  ['a chart elsewhere', 'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: db, namespace: flux }\nspec: { targetNamespace: other }\n'],
  ['an application elsewhere', 'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: db, namespace: argocd }\nspec: { destination: { namespace: other } }\n'],
  ['an operator elsewhere', 'apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: { name: db, namespace: other }\n'],
  ['a Rollout, whose template is here', 'apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: { name: r }\nspec: { workloadRef: { kind: Deployment, name: web } }\n'],
])('applies beside %s', (_, object) => {
  expect(messagesOn(rule, `${TYPO}---\n${object}`)).toHaveLength(1);
});

describe('a Service in another namespace than the pods', () => {
  const moved = (selector = 'app: web') => `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: default }
spec: { selector: { ${selector} }, ports: [{ port: 80 }] }
---
`;
  const alone = `apiVersion: v1
kind: Pod
metadata: { name: a, namespace: shop, labels: { app: web, tier: front } }
---
`;
  const judgedBy = (yaml: string) => rule.judge(manifestsIn(yaml), TARGET).flatMap(({ violations }) => violations);

  test('is moved to the namespace of the pods', () => {
    expect(judgedBy(`${alone}${moved()}`)).toMatchObject([{
      path: ['metadata', 'namespace'],
      message: 'The pods with the labels app=web are in namespace shop, but the Service is in default, and sends only to pods there: '
        + 'it has no endpoints, and every request to it fails.',
      fix: 'Set metadata.namespace to shop.',
    }]);
    expect(judgedBy(`${alone}${moved('app: web, tier: front')}`)).toHaveLength(1);
  });

  test.each([
    ['other labels', `${alone}${moved('app: web, tier: back')}`],
    ['pods that have their own Service', `${alone}${moved()}${moved().replace('namespace: default', 'namespace: shop')}`],
    ['pods whose namespace is unknown', `${alone.replace('namespace: shop, ', '')}${moved()}`],
    ['an unknown namespace', `${alone}${moved().replace(', namespace: default', '')}`],
  ])('does not apply to %s', (_, yaml) => {
    expect(judgedBy(yaml)).toEqual([]);
  });
});

test('does not propose pods that share neither a label nor the name', () => {
  expect(fixOf('apiVersion: v1\nkind: Service\nmetadata: { name: files }\nspec: { selector: { tier: files }, ports: [{ port: 1 }] }\n'))
    .toEqual(['Set spec.selector to labels of the pods that the Service is meant for.']);
});
