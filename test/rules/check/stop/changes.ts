import { showPath } from '../../../../src/manifests';
import { Rule, RulePart, ClusterProfile } from '../../../../src/rules';
import { verdictsOn } from '../judging';

/** Changes of the container of the service without findings, of its pods, and of its Deployment. */
export function web(container: object, pod: object = {}, annotations: object = {}): string {
  return document({
    kind: 'Deployment',
    metadata: { annotations },
    spec: { template: { spec: { ...pod, containers: [{ name: 'web', ...container }, ...(pod as { containers?: object[] }).containers ?? []] } } },
  });
}

/** The same, with stated facts about the service: `stating({ 'longest-request': '30s' }, …)`. */
export function stating(known: Record<string, string>, container: object = {}, pod: object = {}): string {
  return web(container, pod, Object.fromEntries(Object.entries(known).map(([key, value]) => [`cdk8s-zero-downtime/${key}`, value])));
}

export function document(object: object): string {
  return `${JSON.stringify(object)}\n`;
}

/** The pods no longer receive requests. */
export const WITHOUT_SERVICE = '---\nkind: Service\n$patch: delete\n';

/** Another hook instead of the existing one. */
export function hook(preStop: object): object {
  return { lifecycle: { preStop: { $patch: 'replace', ...preStop } } };
}

export function shellSleep(seconds: number | string): object {
  return hook({ exec: { command: ['sh', '-c', `sleep ${seconds}`] } });
}

/** An Ingress in front of the service. */
export function ingress(ingressClassName: string): string {
  return `---\n${document({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'web', annotations: { 'alb.ingress.kubernetes.io/target-type': 'ip' } },
    spec: { ingressClassName, defaultBackend: { service: { name: 'web', port: { number: 80 } } } },
  })}`;
}

/** The messages of a rule, with paths in their printed form. */
export function saidBy(
  rule: Rule | RulePart,
  change: string,
  profile: Partial<ClusterProfile> = {},
): { at: string; message: string; fix: string }[] {
  return verdictsOn(rule, change, profile).flatMap(({ violations }) => violations)
    .map(({ path, message, fix }) => ({ at: showPath(path), message, fix }));
}

/** Whether the rule reports something, passes, or does not apply. */
export function verdict(rule: Rule | RulePart, change: string, profile: Partial<ClusterProfile> = {}): 'fails' | 'passes' | 'does not apply' {
  const verdicts = verdictsOn(rule, change, profile);
  if (verdicts.length === 0) { return 'does not apply'; }
  return verdicts.some(({ violations }) => violations.length > 0) ? 'fails' : 'passes';
}
