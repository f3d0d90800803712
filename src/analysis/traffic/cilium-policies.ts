import { NAMESPACE_NAME } from './namespace-selectors';
import { FieldCursor, groupOf, isMapping, isSameJson, LabelExpression, listAt, ManifestObject, mappingAt, rootOf, selectorAt, stringAt, stringsAt, valueAt } from '../../manifests';

type Json = Readonly<Record<string, unknown>>;

const KINDS = ['CiliumNetworkPolicy', 'CiliumClusterwideNetworkPolicy'];

export function isCiliumPolicy(object: ManifestObject): boolean {
  return groupOf(object) === 'cilium.io' && KINDS.includes(object.kind);
}

export function isClusterwide({ kind }: ManifestObject): boolean {
  return kind === 'CiliumClusterwideNetworkPolicy';
}

/**
 * The specs of a Cilium policy that select pods, in the form of NetworkPolicies; undefined if that form cannot express what is
 * allowed. A peer that cannot be judged counts as allowed.
 */
export function asNetworkPolicies(object: ManifestObject): readonly Json[] | undefined {
  const root = rootOf(object.json);
  const specs = [mappingAt(root, ['spec']), ...listAt(root, ['specs'])].filter(({ value }) => isMapping(value));
  const has = (spec: FieldCursor, field: string): boolean => valueAt(spec, [field]) !== undefined;
  const isReadable = specs.length > 0 && specs.every(spec => has(spec, 'endpointSelector') || has(spec, 'nodeSelector'));
  return isReadable ? specs.filter(spec => has(spec, 'endpointSelector')).map(spec => translated(spec, isClusterwide(object))) : undefined;
}

/** Whether a Cilium policy limits egress only by deny rules. Cilium then allows no other egress either, which is hardly intended. */
export function onlyDeniesEgress(object: ManifestObject): boolean {
  const spec = mappingAt(rootOf(object.json), ['spec']);
  return isCiliumPolicy(object) && listAt(spec, ['egressDeny']).length > 0 && listAt(spec, ['egress']).length === 0;
}

const DIRECTIONS = [
  { type: 'Ingress', field: 'ingress', side: 'from' },
  { type: 'Egress', field: 'egress', side: 'to' },
];

type Direction = (typeof DIRECTIONS)[number];

// A policy limits a direction if it has rules for it, even an empty one, unless enableDefaultDeny is false. Deny rules limit it as
// well: other traffic needs a rule that allows it.
function translated(spec: FieldCursor, isOfCluster: boolean): Json {
  const limited = DIRECTIONS.filter(({ field }) => [field, `${field}Deny`].some(rules => listAt(spec, [rules]).length > 0)
    && valueAt(spec, ['enableDefaultDeny', field]) !== false);
  const { pods, spaces } = selectorsOf(mappingAt(spec, ['endpointSelector']), isOfCluster);
  return {
    podSelector: pods,
    ...spaces && { namespaceSelector: spaces },
    policyTypes: limited.map(({ type }) => type),
    ...Object.fromEntries(DIRECTIONS.map(direction =>
      [direction.field, listAt(spec, [direction.field]).flatMap(rule => ruleOf(rule, direction, isOfCluster))])),
  };
}

/** A rule in the form of a NetworkPolicy; an empty rule, or one with an empty list of peers, allows no traffic. */
function ruleOf(rule: FieldCursor, { side, type }: Direction, isOfCluster: boolean): Json[] {
  const fields = Object.keys(rule.value as object).filter(field => field.startsWith(side) && field !== 'toPorts');
  const ports = type === 'Ingress' || valueAt(rule, ['toPorts']) !== undefined ? portsOf(rule) : [];
  if (fields.length === 0) { return Object.keys(rule.value as object).length === 0 ? [] : [{ ports }]; }
  const peers = fields.flatMap(field => peersOf(rule, field, side, isOfCluster));
  return peers.length === 0 ? [] : [{ [side]: peers, ports }];
}

/** Counts as any peer: no selector states which pods are meant. */
const ANYWHERE = { ipBlock: { cidr: '0.0.0.0/0' } };
/** Peers outside of the cluster: neither its pods nor its DNS. */
const OUTSIDE = { outside: true };
/** The API server, which calls webhooks: none of the pods has this label. */
const API_SERVER = { podSelector: { matchLabels: { 'reserved:kube-apiserver': '' } } };
/** Entities that neither send nor receive requests of users. */
const BYSTANDERS = new Set(['health', 'init', 'unmanaged', 'none']);

function peersOf(rule: FieldCursor, field: string, side: string, isOfCluster: boolean): Json[] {
  switch (field.slice(side.length)) {
    case 'Endpoints': return listAt(rule, [field]).map(place => {
      const { pods, spaces } = selectorsOf(place, isOfCluster);
      return { podSelector: pods, ...spaces && { namespaceSelector: spaces } };
    });
    case 'Entities': return stringsAt(rule, [field]).flatMap(entity => ofEntity(entity, side));
    case 'FQDNs': return listAt(rule, [field]).map(() => OUTSIDE);
    case 'CIDR': return stringsAt(rule, [field]).map(cidr => ({ ipBlock: { cidr } }));
    case 'CIDRSet': return listAt(rule, [field]).map(place => ({ ipBlock: { cidr: stringAt(place, ['cidr']) ?? '' } }));
    default: return listAt(rule, [field]).map(() => ANYWHERE);
  }
}

function ofEntity(entity: string, side: string): Json[] {
  if (BYSTANDERS.has(entity)) { return []; }
  if (entity === 'kube-apiserver') { return side === 'from' ? [API_SERVER] : []; }
  return [side === 'to' && entity === 'world' ? OUTSIDE : ANYWHERE];
}

/** Whether a peer is the API server, which an owner allows only for pods that it calls. */
export function isApiServer({ value }: FieldCursor): boolean {
  return isSameJson(value, API_SERVER);
}

const NAMESPACE = 'io.kubernetes.pod.namespace';
const NAMESPACE_LABELS = 'io.cilium.k8s.namespace.labels.';
/** Cilium's own labels: it is unknown what they select. */
const OWN = /^io\.cilium\.k8s\.policy\.|^reserved[:.]/;

/** A Cilium selector, which selects namespaces by a label of pods; without that label it applies to the namespace of the policy. */
function selectorsOf(place: FieldCursor, isOfCluster: boolean): { readonly pods: Json; readonly spaces?: Json } {
  const { matchLabels = {}, matchExpressions = [] } = selectorAt(place, []) ?? {};
  const all: LabelExpression[] = [
    ...Object.entries(matchLabels).map(([key, value]) => ({ key, operator: 'In', values: [value] })),
    ...matchExpressions,
  ].map(({ key, ...rest }) => ({ ...rest, key: key.replace(/^(?:k8s|any)[:.]/, '') })).filter(({ key }) => !OWN.test(key));
  const ofSpaces = all.filter(({ key }) => key === NAMESPACE || key.startsWith(NAMESPACE_LABELS))
    .map(({ key, ...rest }) => ({ ...rest, key: key === NAMESPACE ? NAMESPACE_NAME : key.slice(NAMESPACE_LABELS.length) }));
  const ofPods = all.filter(({ key }) => key !== NAMESPACE && !key.startsWith(NAMESPACE_LABELS));
  return { pods: asSelector(ofPods), ...(ofSpaces.length > 0 || isOfCluster) && { spaces: asSelector(ofSpaces) } };
}

function asSelector(expressions: readonly LabelExpression[]): Json {
  const isLabel = ({ operator, values }: LabelExpression): boolean => operator === 'In' && values.length === 1;
  const others = expressions.filter(expression => !isLabel(expression));
  return {
    matchLabels: Object.fromEntries(expressions.filter(isLabel).map(({ key, values }) => [key, values[0]])),
    ...others.length > 0 && { matchExpressions: others },
  };
}

function portsOf(rule: FieldCursor): Json[] {
  return listAt(rule, ['toPorts']).flatMap(each => listAt(each, ['ports'])).flatMap(place => {
    const port = stringAt(place, ['port']) ?? `${valueAt(place, ['port']) ?? ''}`;
    const written = stringAt(place, ['protocol']) ?? 'ANY';
    const number = /^\d{1,5}$/.test(port) ? Number(port) : port;
    const endPort = valueAt(place, ['endPort']);
    return (written === 'ANY' ? ['TCP', 'UDP'] : [written])
      .map(protocol => ({ protocol, ...port !== '0' && port !== '' && { port: number }, ...endPort !== undefined && { endPort } }));
  });
}
