import { googleHealthCheckOf } from '../../../analysis/traffic/google-health-check';
import { albSetting, annotationOf, LoadBalancer, loadBalancersOf, nlbSetting } from '../../../analysis/traffic/load-balancer';
import { ManifestObject, ManifestSet, Path } from '../../../manifests';
import { shorten } from '../../../text';
import { edited } from '../../fixes/edited';
import { Rule, RuleResult } from '../../rule';

export const lbHealthCheckMismatch: Rule = {
  id: 'lb-health-check-mismatch',
  severity: 'warning',
  title: 'Load balancer health check that differs from the readinessProbe',
  impact: 'The load balancer treats ready pods as unhealthy, or sends to pods that are not ready: users get 502 and 503 although all pods look healthy.',
  why: 'The load balancer uses its own health check. If it checks another path, the two disagree as soon as one of them fails.',
  fix: 'Make the load balancer check the path of the readiness probe.',
  reference: 'https://kubernetes.io/docs/concepts/services-networking/ingress/#load-balancing',
  examples: {
    failing: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations: { kubernetes.io/ingress.class: azure/application-gateway, appgw.ingress.kubernetes.io/health-probe-path: /health }
spec: { defaultBackend: { service: { name: web, port: { number: 80 } } } }
---
kind: Deployment
spec:
  minReadySeconds: 90
  progressDeadlineSeconds: 600
  template: { spec: { terminationGracePeriodSeconds: 125, containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 90 } } } }] } }
`,
    passing: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations: { kubernetes.io/ingress.class: azure/application-gateway, appgw.ingress.kubernetes.io/health-probe-path: /ready }
spec: { defaultBackend: { service: { name: web, port: { number: 80 } } } }
---
kind: Deployment
spec:
  minReadySeconds: 90
  progressDeadlineSeconds: 600
  template: { spec: { terminationGracePeriodSeconds: 125, containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 90 } } } }] } }
`,
  },
  judge: (manifests, profile) => manifests.workloads.flatMap(workload => {
    const check = workload.serving?.readiness?.check;
    if (check?.kind !== 'httpGet') { return []; }
    return loadBalancersOf(workload, profile, manifests).flatMap((balancer): RuleResult[] => {
      const asked = askedBy(balancer, manifests);
      if (!asked) { return []; }
      const path = shorten(check.path);
      return [{
        object: asked.object,
        workload,
        violations: asked.value === check.path ? [] : [{
          path: asked.path,
          message: `The health check of ${balancer.called} requests ${shorten(asked.value)}${asked.isDefault ? ', its default' : ''}, but the readiness probe of the pods requests ${path}: `
            + 'a pod may be unhealthy for one and ready for the other.',
          ...edited([{ path: asked.path, value: check.path }], { byHand: 'that the port which the load balancer checks answers this path without credentials' }),
        }],
      }];
    });
  }),
};

interface Asked {
  readonly object: ManifestObject;
  readonly path: Path;
  readonly value: string;
  readonly isDefault: boolean;
}

// Google and Azure use the path of the readiness probe unless another one is set.
function askedBy(balancer: LoadBalancer, manifests: ManifestSet): Asked | undefined {
  switch (balancer.kind) {
    case 'alb': return askedByAlb(balancer);
    case 'nlb': return /^https?$/i.test(nlbSetting(balancer, 'healthcheck-protocol')?.value ?? '') ? annotated(balancer.by, NLB_PATH, '/') : undefined;
    case 'agic': return annotated(balancer.by, 'appgw.ingress.kubernetes.io/health-probe-path');
    case 'gcp': return askedByGoogle(balancer, manifests);
  }
}

const NLB_PATH = 'service.beta.kubernetes.io/aws-load-balancer-healthcheck-path';

function askedByAlb(balancer: LoadBalancer): Asked | undefined {
  if (albSetting(balancer, 'backend-protocol-version')?.value === 'GRPC') { return undefined; }
  const set = albSetting(balancer, 'healthcheck-path');
  return annotated(set?.object ?? balancer.by, 'alb.ingress.kubernetes.io/healthcheck-path', '/');
}

function annotated(object: ManifestObject, key: string, byDefault?: string): Asked | undefined {
  const value = annotationOf(object, key) ?? byDefault;
  return value === undefined ? undefined : {
    object, path: ['metadata', 'annotations', key], value, isDefault: annotationOf(object, key) === undefined,
  };
}

function askedByGoogle({ service }: LoadBalancer, manifests: ManifestSet): Asked | undefined {
  const check = googleHealthCheckOf(service, manifests);
  return typeof check === 'string' ? undefined : { object: check.config, path: check.path, value: check.value, isDefault: false };
}
