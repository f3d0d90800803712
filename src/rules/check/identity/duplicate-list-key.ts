import { placeOf } from '../../../analysis/pod/containers';
import { listAt, ManifestObject, numberAt, Path, FieldCursor, rootOf, Service, SERVICE_PATHS, stringAt, Workload } from '../../../manifests';
import { shorten } from '../../../text';
import { edited } from '../../fixes/edited';
import { Rule, RuleResult, Violation } from '../../rule';

const SERVER_SIDE = /(^|,)\s*ServerSideApply=true\s*(,|$)/;

export const duplicateListKey: Rule = {
  id: 'duplicate-list-key',
  severity: 'warning',
  otherSeverities: ['info'],
  title: 'List entries with the same merge key',
  impact: 'After a later update a port or a variable is missing, although it is still in the manifest.',
  why: '`kubectl apply` and Helm match the items of a list by one key: ports by their number alone, whatever the protocol, variables by their name. Of two with the same key, one is lost.',
  fix: 'Use server-side apply, or give each item its own key.',
  reference: 'https://github.com/kubernetes/kubernetes/issues/105610',
  examples: {
    failing: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, ports: [{ name: quic, containerPort: 8443, protocol: UDP }] }] } } }
---
kind: Service
spec: { ports: [{ name: http, port: 80, targetPort: http }, { name: quic, port: 80, targetPort: quic, protocol: UDP }] }
`,
    passing: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, ports: [{ name: quic, containerPort: 8443, protocol: UDP }] }] } } }
---
kind: Service
spec: { ports: [{ name: http, port: 80, targetPort: http }, { name: quic, port: 443, targetPort: quic, protocol: UDP }] }
`,
  },
  judge: ({ services, workloads }) => [
    ...services.filter(({ object }) => !isServerSide(object)).map(judgeService),
    ...workloads.filter(({ object }) => !isServerSide(object)).map(judgeWorkload),
  ],
};

function isServerSide({ annotations }: ManifestObject): boolean {
  return SERVER_SIDE.test(annotations['argocd.argoproj.io/sync-options'] ?? '');
}

function judgeService({ object }: Service): RuleResult {
  const ports = listAt(rootOf(object.json), SERVICE_PATHS.ports);
  return { object, violations: repeated(ports, portKey('port')).map(({ path, key }) => lostPort(path, key, `Service ${object.name}`)) };
}

function judgeWorkload(workload: Workload): RuleResult {
  const { object, containers, initContainers, sidecars } = workload;
  const violations = [...containers, ...initContainers, ...sidecars].flatMap(container => {
    const place = placeOf(workload, container);
    const name = `Container ${container.name}`;
    return [
      ...repeated(listAt(place, ['ports']), portKey('containerPort')).map(({ path, key }) => lostPort(path, key, name)),
      ...repeated(listAt(place, ['env']), item => stringAt(item, ['name'])).map(({ path, key, first }): Violation => ({
        path,
        message: `${name} sets ${shorten(key)} twice: the last one is used, and an update by kubectl apply or Helm may drop it.`,
        ...edited([{ path: first, value: undefined }]),
      })),
    ];
  });
  return { object, workload, violations };
}

function portKey(field: string): (item: FieldCursor) => string | undefined {
  return item => numberAt(item, [field])?.toString();
}

function lostPort(path: Path, number: string, owner: string): Violation {
  return {
    path,
    severity: 'info',
    message: `${owner} lists port ${number} more than once: client-side kubectl apply and Helm distinguish ports by number only, so an update may drop one of them.`,
    fix: 'Apply with --server-side.',
  };
}

/** The items that have the key of an earlier one, and where they are. */
function repeated(
  items: FieldCursor[],
  keyOf: (item: FieldCursor) => string | undefined,
): { readonly path: Path; readonly key: string; readonly first: Path }[] {
  const seen = new Map<string, Path>();
  return items.flatMap(item => {
    const key = keyOf(item);
    if (key === undefined) { return []; }
    const first = seen.get(key);
    seen.set(key, item.path);
    return first ? [{ path: item.path, key, first }] : [];
  });
}
