import { isReleaseLabel } from '../../../analysis/identity/release-labels';
import { mayHaveForeignPods } from '../../../analysis/traffic/foreign-pods';
import { podsIn, selectsNothing } from '../../../analysis/traffic/known-pods';
import { groupOf, keysAt, LabelSelector, listAt, ManifestObject, ManifestSet, Path, FieldCursor, rootOf, selectorAt, showPath } from '../../../manifests';
import { shorten } from '../../../text';
import { edited } from '../../fixes/edited';
import { Violation } from '../../rule';
import { objectRule } from '../object-rule';

const SELECTOR: Path = ['spec', 'podSelector'];

export const networkpolicyMissesPods = objectRule({
  id: 'networkpolicy-misses-pods',
  severity: 'warning',
  title: 'NetworkPolicy that does not match all pods',
  impact: 'All pods, or those of one release, cannot be reached by their callers or cannot reach the services that they call.',
  why: 'A policy applies to pods that have the labels of its selector. If the pods do not have these labels, or the labels change with each release, the traffic that the policy allows is not allowed for them.',
  fix: 'Select by labels that the pods of all releases have.',
  reference: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
  examples: {
    failing: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web }
spec: { podSelector: { matchLabels: { app: wbe } }, ingress: [{ ports: [{ port: 8080 }] }] }
`,
    passing: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web }
spec: { podSelector: { matchLabels: { app: web } }, ingress: [{ ports: [{ port: 8080 }] }] }
`,
  },
  judge: (object, _, manifests) => {
    if (object.kind !== 'NetworkPolicy' || groupOf(object) !== 'networking.k8s.io') { return undefined; }
    const root = rootOf(object.json);
    const rules = [...rulesOf(root, 'ingress', 'from'), ...rulesOf(root, 'egress', 'to')];
    const places = [root, ...rules.flatMap(({ peers }) => peers)];
    const changing = places.flatMap(place => releaseLabels(place, place === root ? SELECTOR : PEER));
    const isElsewhere = podsIn(manifests, object.namespace).length === 0 || mayHaveForeignPods(manifests, object.namespace);
    if (changing.length > 0 || isElsewhere) { return changing; }
    const selector = selectorAt(root, SELECTOR);
    if (selector && selectsNothing(manifests, object.namespace, selector)) {
      return [{
        path: SELECTOR,
        message: `No pod here has the labels ${shorten(wordsOf(selector), 200)}: the policy applies to no pod, so what it allows is not allowed, and what it denies is not denied.`,
        fix: `Set ${showPath([...SELECTOR, 'matchLabels'])} to labels of the pods that the policy is meant for.`,
      }];
    }
    return rules.flatMap(rule => missingPeers(rule, object, manifests));
  },
});

const PEER: Path = ['podSelector'];

interface PolicyRule {
  readonly side: string;
  readonly peers: FieldCursor[];
}

function rulesOf(root: FieldCursor, direction: string, side: string): PolicyRule[] {
  return listAt(root, ['spec', direction]).map(rule => ({ side, peers: listAt(rule, [side]) })).filter(({ peers }) => peers.length > 0);
}

// A single missing peer may be in other files; a rule whose peers are all missing has the wrong labels.
function missingPeers({ side, peers }: PolicyRule, { namespace }: ManifestObject, manifests: ManifestSet): Violation[] {
  const isMissing = (peer: FieldCursor) => {
    const selector = selectorAt(peer, PEER);
    return selector !== undefined && keysAt(peer, []).length === 1 && selectsNothing(manifests, namespace, selector);
  };
  if (!peers.every(isMissing)) { return []; }
  const path = [...peers[0].path, ...PEER];
  return [{
    path,
    message: `The policy allows this only ${side} pods with the labels ${shorten(wordsOf(selectorAt(peers[0], PEER)!), 200)}, but no pod of its namespace here has them: without a namespaceSelector the traffic is not allowed for pods of any other.`,
    fix: `Set ${showPath([...path, 'matchLabels'])} to labels that the pods at the other end have, or if these run in another namespace, ${showPath([...peers[0].path, 'namespaceSelector'])} to select it.`,
  }];
}

function releaseLabels(place: FieldCursor, path: Path): Violation[] {
  const labels = selectorAt(place, path)?.matchLabels ?? {};
  return Object.entries(labels).filter(([key, value]) => isReleaseLabel(key, value)).map(([key, value]) => {
    const at = [...place.path, ...path, 'matchLabels', key];
    return {
      path: at,
      message: `The policy selects pods by ${shorten(key)}=${shorten(value)}, which the next release changes: during the update it applies to only one half of the pods.`,
      ...edited([{ path: at, value: undefined }], { byHand: 'which pods the policy then selects: without any label, all pods of the namespace' }),
    };
  });
}

function wordsOf({ matchLabels, matchExpressions }: LabelSelector): string {
  return [
    ...Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`),
    ...matchExpressions.map(({ key, operator, values }) => [key, operator, ...values].join(' ')),
  ].join(', ');
}
