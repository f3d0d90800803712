import { ServicePort, showPath } from '../../../manifests';
import { shorten } from '../../../text';
import { serviceChangeRule } from '../change-rules';
import { Change } from '../object-diff';
import { keptPorts } from './service-port-steps';
import { hasPort, lacksPort, portsInWords, Replaced, replacedPods } from './service-target-pods';
import { targetPortRecipe } from './service-target-recipe';
import { Violation } from '../../../rules';


export const serviceTargetPortChanged = serviceChangeRule({
  id: 'service-target-port-changed',
  severity: 'error',
  otherSeverities: ['warning'],
  title: 'targetPort that some pods do not have during the rollout',
  impact: 'While old and new pods run side by side, requests to pods without the port are refused.',
  why: 'A Service changes at once, its pods one after the other. A targetPort by number is the same for all pods; a targetPort by name is resolved in each pod.',
  fix: 'Name the port in the container, set targetPort to that name, and change the number later: then each pod is called at its own port.',
  reference: 'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
  examples: {
    before: `
kind: Service
spec: { ports: [{ name: http, targetPort: 8080 }] }
`,
    unsafe: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, ports: [{ name: http, containerPort: 9090 }] }] } } }
---
kind: Service
spec: { ports: [{ name: http, targetPort: 9090 }] }
`,
    safe: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, ports: [{ name: http, containerPort: 9090 }] }] } } }
---
kind: Service
spec: { ports: [{ name: http, targetPort: http }] }
`,
  },
  judge: (kept, update) => {
    if (kept.before.headless || kept.after.headless) { return undefined; }
    const ports = keptPorts(kept);
    if (ports.length === 0) { return undefined; }
    // Each pod resolves a name that stays to its own number.
    const isByName = ports.every(({ before, after }) => typeof after.targetPort === 'string' && before.targetPort === after.targetPort);
    const pods = isByName ? [] : replacedPods(kept, update);
    if (pods.length === 0) { return isByName ? [] : undefined; }
    const found = ports
      .map(port => ({ port, problem: pods.map(pair => problemOf(port, pair)).find(problem => problem !== undefined) }))
      .filter(({ problem }) => problem !== undefined);
    const recipe = targetPortRecipe(kept, found.map(({ port }) => port), pods, update);
    return found.map(({ port, problem }): Violation => {
      const path = [...port.after.path, 'targetPort'];
      return { ...problem!, path, fix: `Set ${showPath(path)} to the name of a container port that both old and new pods have.`, recipe };
    });
  },
});

function problemOf({ before, after }: Change<ServicePort>, { before: old, after: next, restarts }: Replaced): Pick<Violation, 'message' | 'severity'> | undefined {
  const shown = shorten(`${after.targetPort}`);
  const leads = before.targetPort === after.targetPort ? 'still leads' : 'will lead';
  if (before.targetPort !== after.targetPort && hasPort(old, before) && lacksPort(old, after, next)) {
    const message = `Port ${after.port} ${leads} to port ${shown} of the pods, but `;
    return restarts()
      ? { message: `${message}the running ones have ${portsInWords(old)}: every request to it fails from this release until new pods are ready.` }
      : { message: `${message}they have ${portsInWords(old)}: unless a process listens there nevertheless, every request to it fails.`, severity: 'warning' };
  }
  if (typeof after.targetPort === 'number' && old.portNumbers.has(after.targetPort) && !hasPort(next, after) && restarts()) {
    return { message: `Port ${after.port} ${leads} to port ${shown} of the pods, but new ones have ${portsInWords(next)}: each of them refuses every request.` };
  }
  return undefined;
}
