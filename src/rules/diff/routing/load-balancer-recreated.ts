import { LOAD_BALANCER_SETTINGS, LoadBalancerSetting } from './service-lb-annotations';
import { ClusterProfile, RuleResult, Violation } from '../..';
import { loadBalancerClassesOf } from '../../../analysis/traffic/load-balancer-class';
import { isSameJson, ManifestObject, ManifestSet, Path, Route, Service, showPath } from '../../../manifests';
import { shorten } from '../../../text';
import { Change } from '../object-diff';
import { Edit, set } from '../recipe';
import { Update } from '../update';
import { UpdateRule } from '../update-rule';

export const loadBalancerRecreated: UpdateRule = {
  id: 'load-balancer-recreated',
  severity: 'error',
  otherSeverities: ['warning'],
  title: 'Load balancer recreated by an annotation',
  impact: 'Users get no response for minutes: the load balancer is deleted, and DNS leads to the new one only later.',
  why: 'Some properties of a cloud load balancer cannot be changed. Its controller deletes it and creates another one, with another address.',
  fix: 'Leave the annotation unchanged, add a second Service or Ingress with the new one, and change the DNS record to its address. Remove the first when no client uses it.',
  reference: 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/',
  examples: {
    before: `
kind: Service
metadata: { annotations: { service.beta.kubernetes.io/azure-load-balancer-internal: "true" } }
spec: { type: LoadBalancer }
`,
    unsafe: `
kind: Service
metadata: { annotations: { service.beta.kubernetes.io/azure-load-balancer-internal: "false" } }
`,
    safe: `
apiVersion: v1
kind: Service
metadata: { name: web-public }
spec: { type: LoadBalancer, selector: { app: web }, ports: [{ name: http, port: 80, targetPort: http }] }
`,
  },
  judge: ({ services, routes, ...update }, profile) => [
    ...services.kept.filter(isLoadBalancer).map(kept => verdictOn(kept, ['Service'])),
    ...routes.kept.flatMap(kept => {
      const kinds = classesOf(kept, update, profile);
      return kinds.length === 0 ? [] : [verdictOn(kept, kinds)];
    }),
  ],
};

function isLoadBalancer({ before, after }: Change<Service>): boolean {
  return before.type === 'LoadBalancer' && after.type === 'LoadBalancer';
}

/** The load balancers that a route has before and after. */
function classesOf(kept: Change<Route>, { before, after }: Pick<Update, 'before' | 'after'>, profile: ClusterProfile): LoadBalancerSetting['on'][] {
  if (kept.after.object.kind !== 'Ingress') { return []; }
  const of = (route: Route, manifests: ManifestSet): string[] => loadBalancerClassesOf(route, profile, manifests);
  return (['alb', 'gce'] as const).filter(kind => of(kept.before, before).includes(kind) && of(kept.after, after).includes(kind));
}

type Annotated = Change<{ readonly object: ManifestObject }>;

function verdictOn({ before: { object: before }, after: { object: after } }: Annotated, kinds: LoadBalancerSetting['on'][]): RuleResult {
  const isWritten = ({ on, keys }: LoadBalancerSetting): boolean =>
    kinds.includes(on) && keys.some(key => annotation(before, key) !== annotation(after, key));
  const found = isSameJson(before.annotations, after.annotations) ? [] : LOAD_BALANCER_SETTINGS.filter(isWritten)
    .flatMap(setting => {
      const [old, next] = [setting.value(before, after), setting.value(after, before)];
      return old === undefined || next === undefined || old === next ? [] : [{ setting, old, next }];
    });
  const edits = found.flatMap(({ setting }) => restoring(setting, before, after));
  return {
    object: after,
    violations: found.map(({ setting: { keys, severity, follows, reference }, old, next }): Violation => {
      const key = keys.find(one => annotation(before, one) !== annotation(after, one))!;
      return {
        path: pathOf(key),
        severity,
        message: `The annotation ${shorten(key, 100)} changes from ${shorten(old)} to ${shorten(next)}: ${follows}.`,
        fix: `Leave ${showPath(pathOf(key))} unchanged, add a second ${after.kind} with the new one, and change the DNS record to its address. Remove the first when no client uses it (${reference}).`,
        recipe: [{ edits }],
      };
    }),
  };
}

function restoring({ keys }: LoadBalancerSetting, before: ManifestObject, after: ManifestObject): Edit[] {
  return keys
    .filter(key => annotation(before, key) !== annotation(after, key))
    .map(key => set(after, pathOf(key), annotation(before, key)));
}

function annotation({ annotations }: ManifestObject, key: string): string | undefined {
  return Object.hasOwn(annotations, key) ? annotations[key] : undefined;
}

function pathOf(key: string): Path {
  return ['metadata', 'annotations', key];
}
