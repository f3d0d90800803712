import { isQuorumMember } from '../../../analysis/pod/store-images';
import { publishesAll } from '../../../analysis/traffic/peer-services';
import { shorten } from '../../../text';
import { edited } from '../../fixes/edited';
import { Rule, RuleResult } from '../../rule';
import { isOfKind } from '../workload-rule';

const PATH = ['spec', 'publishNotReadyAddresses'];

const MEMBERS = (published: boolean): string => `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: etcd }
spec:
  replicas: 3
  serviceName: etcd
  selector: { matchLabels: { app: etcd } }
  template:
    metadata: { labels: { app: etcd } }
    spec:
      enableServiceLinks: false
      containers: [{ name: etcd, image: 'registry.example.com/etcd:v3.5.9', readinessProbe: { httpGet: { path: /health, port: 2379 } } }]
---
apiVersion: v1
kind: Service
metadata: { name: etcd }
spec: { clusterIP: None, publishNotReadyAddresses: ${published}, selector: { app: etcd }, ports: [{ name: peer, port: 2380 }] }
`;

export const peersHiddenUntilReady: Rule = {
  id: 'peers-hidden-until-ready',
  severity: 'warning',
  title: 'Headless Service of members without publishNotReadyAddresses',
  impact: 'After a first start, or after all members have stopped, no member finds another, none becomes ready, and the store stays down.',
  why: 'Members find each other by the DNS names of this Service, which exist for ready pods only. A member that is ready only in a quorum waits for peers that wait for it.',
  fix: 'Set publishNotReadyAddresses to true on the headless Service of the members.',
  reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id',
  examples: { failing: MEMBERS(false), passing: MEMBERS(true) },
  judge: manifests => manifests.workloads.filter(workload => isOfKind(workload, ['StatefulSet'])).flatMap((workload): RuleResult[] => {
    const { serviceName, containers, replicas, services } = workload;
    const member = containers.find(isQuorumMember);
    const governing = services.find(({ object, headless }) => headless && object.name === serviceName);
    // An open port does not depend on a quorum.
    if (!member?.readiness || member.readiness.check.kind === 'tcpSocket' || !governing || replicas.max < 2) { return []; }
    const isHidden = !services.some(service => service.headless && publishesAll(service));
    return [{
      object: governing.object,
      workload,
      violations: isHidden ? [{
        path: PATH,
        message: `Members of ${shorten(workload.name)} find each other by this Service, which lists a pod only when it is ready: if a member is ready only in a quorum, no member finds another after all have stopped, and the store stays down.`,
        ...edited([{ path: PATH, value: true }], { byHand: 'that no client uses this Service, since it then lists pods that are not ready' }),
      }] : [],
    }];
  }),
};
