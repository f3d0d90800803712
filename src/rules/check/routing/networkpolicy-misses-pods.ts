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
  impact: 'Pods are cut off from their callers or from what they call, all of them or those of one release.',
  why: 'A policy holds for pods that have the labels of its selector. Where these are not those of the pods, or change with each release, what it allows is not allowed to them.',
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
        message: `No pod here has the labels ${shorten(wordsOf(selector), 200)}: what the policy allows is allowed to nobody, and what it forbids is not forbidden.`,
        fix: `Set ${showPath([...SELECTOR, 'matchLabels'])} to labels of the pods it is meant for.`,
      }];
    }
    return rules.flatMap(rule => letsNobody(rule, object, manifests));
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

// One peer that is not here may be in other files; a rule all of whose peers are nowhere has the wrong labels.
function letsNobody({ side, peers }: PolicyRule, { namespace }: ManifestObject, manifests: ManifestSet): Violation[] {
  const isNobody = (peer: FieldCursor) => {
    const selector = selectorAt(peer, PEER);
    return selector !== undefined && keysAt(peer, []).length === 1 && selectsNothing(manifests, namespace, selector);
  };
  if (!peers.every(isNobody)) { return []; }
  const path = [...peers[0].path, ...PEER];
  return [{
    path,
    message: `The policy allows this only ${side} pods with the labels ${shorten(wordsOf(selectorAt(peers[0], PEER)!), 200)}, but no pod here has them: it is allowed to nobody.`,
    fix: `Set ${showPath([...path, 'matchLabels'])} to labels that the pods at the other end have.`,
  }];
}

function releaseLabels(place: FieldCursor, path: Path): Violation[] {
  const labels = selectorAt(place, path)?.matchLabels ?? {};
  return Object.entries(labels).filter(([key, value]) => isReleaseLabel(key, value)).map(([key, value]) => {
    const at = [...place.path, ...path, 'matchLabels', key];
    return {
      path: at,
      message: `The policy selects pods by ${shorten(key)}=${shorten(value)}, which the next release changes: during the update it holds for one half of the pods only.`,
      ...edited([{ path: at, value: undefined }], { byHand: 'which pods the policy then selects: without any label, all of the namespace' }),
    };
  });
}

function wordsOf({ matchLabels, matchExpressions }: LabelSelector): string {
  return [
    ...Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`),
    ...matchExpressions.map(({ key, operator, values }) => [key, operator, ...values].join(' ')),
  ].join(', ');
}
