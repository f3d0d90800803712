import { KnownPods } from '../../../../analysis/traffic/known-pods';
import { servedPods } from '../../../../analysis/traffic/served-pods';
import { ServicePort, showPath } from '../../../../manifests';
import { shorten } from '../../../../text';
import { RulePart, RuleResult } from '../../../rule';

export const byNumber: RulePart = {
  judge: manifests => servedPods(manifests).map(({ service, pods }): RuleResult => ({
    object: service.object,
    violations: service.ports.filter(port => isForgotten(port, pods)).map(({ port, targetPort, path }) => ({
      path: [...path, 'targetPort'],
      message: `Port ${port} leads to port ${targetPort} of the pods, but their containers declare only ${declared(pods)}: `
        + 'unless a process listens there anyway, every request is refused.',
      fix: `Declare ${targetPort} in the container if the application listens there; otherwise set ${showPath([...path, 'targetPort'])} to the port on which it listens.`,
    })),
  })),
};

// A declaration is only informational in Kubernetes, so other signs of a listening process count as well.
function isForgotten({ targetPort }: ServicePort, pods: KnownPods[]): boolean {
  return typeof targetPort === 'number' && !INJECTED.has(targetPort)
    && pods.every(({ portNumbers, mentions }) => portNumbers.size > 0 && !portNumbers.has(targetPort) && !mentions(targetPort));
}

/** Ports of proxies that a mesh adds to the pods. */
const INJECTED = new Set([3500, 4143, 4191, 15006, 15020, 15021, 15090, 50001]);

function declared(pods: KnownPods[]): string {
  return shorten([...new Set(pods.flatMap(({ portNumbers }) => [...portNumbers]))].join(', '), 200);
}
