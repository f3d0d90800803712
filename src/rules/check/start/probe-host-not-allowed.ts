import { AllowedHosts, allowedHostsOf, allowsHost, hostHeaderOf } from '../../../analysis/pod/allowed-hosts';
import { runningContainers } from '../../../analysis/pod/containers';
import { NamedProbe, probesOf } from '../../../analysis/pod/probes';
import { Container, CONTAINER_PATHS, Workload } from '../../../manifests';
import { shorten } from '../../../text';
import { edited } from '../../fixes/edited';
import { Violation } from '../../rule';
import { containerLabel } from '../../wording/containers';
import { workloadRule } from '../workload-rule';

export const probeHostNotAllowed = workloadRule({
  id: 'probe-host-not-allowed',
  severity: 'warning',
  title: 'Probe without a Host header for an application with ALLOWED_HOSTS',
  impact: 'New pods never become ready, or are restarted again and again, and the update waits forever.',
  why: 'The kubelet calls the IP address of the pod and sends it as the Host header. Django answers 400 to a host that is not in ALLOWED_HOSTS, which counts as a failure of the probe.',
  fix: 'In httpGet.httpHeaders of the probe, send a Host header that the application allows.',
  reference: 'https://docs.djangoproject.com/en/stable/ref/settings/#allowed-hosts',
  examples: {
    failing: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, env: [{ name: ALLOWED_HOSTS, value: shop.example.com }] }] } } }
`,
    passing: `
kind: Deployment
spec:
  template:
    spec:
      containers:
        - name: web
          env: [{ name: ALLOWED_HOSTS, value: shop.example.com }]
          startupProbe: { httpGet: { httpHeaders: [{ name: Host, value: shop.example.com }] } }
          readinessProbe: { httpGet: { httpHeaders: [{ name: Host, value: shop.example.com }] } }
`,
  },
  judge: (workload, _, manifests) => {
    const judged = runningContainers(workload).flatMap(container => {
      const allowed = allowedHostsOf(workload, container, manifests);
      return allowed ? [{ container, allowed }] : [];
    });
    if (judged.length === 0) { return undefined; }
    return judged.flatMap(({ container, allowed }) =>
      probesOf(container).flatMap(probe => violationOf(workload, container, probe, allowed)));
  },
});

function violationOf(
  workload: Workload, container: Container, { name, probe: { check }, path }: NamedProbe, allowed: AllowedHosts,
): Violation[] {
  if (check.kind !== 'httpGet') { return []; }
  const header = hostHeaderOf(workload, container, CONTAINER_PATHS[name]);
  const host = header ?? check.host;
  const isAllowed = host === undefined ? allowed.hosts.some(each => /POD_?IP/i.test(each)) : allowsHost(allowed, host);
  if (isAllowed) { return []; }
  const [first] = allowed.hosts.map(each => each.replace(/^\./, ''));
  const headers = [...path, 'httpGet', 'httpHeaders'];
  return [{
    path: [...path, 'httpGet'],
    message: `The ${name} probe of ${containerLabel(container)} sends ${host === undefined ? 'the address of the pod' : shorten(host)} as its Host header, but ${allowed.name} allows ${shorten(allowed.hosts.join(', '))} only: `
      + `if the application refuses other hosts, the probe fails, and ${name === 'readiness' ? 'the pod never becomes ready' : 'the pod is restarted again and again'}.`,
    ...header === undefined ? edited([{ path: headers, value: [{ name: 'Host', value: first }] }], { byHand: 'that the application does not accept the address of its pod by itself' })
      : { fix: `Set the Host header of this probe to ${shorten(first)}.` },
  }];
}
