import { FieldCursor, groupOf, isMapping, LabelExpression, listAt, ManifestObject, mappingAt, rootOf, selectorAt, stringAt, stringsAt, valueAt } from '../../manifests';

type Json = Readonly<Record<string, unknown>>;

const KINDS = ['CiliumNetworkPolicy', 'CiliumClusterwideNetworkPolicy'];

export function isCiliumPolicy(object: ManifestObject): boolean {
  return groupOf(object) === 'cilium.io' && KINDS.includes(object.kind);
}

export function isClusterwide({ kind }: ManifestObject): boolean {
  return kind === 'CiliumClusterwideNetworkPolicy';
}

/**
 * The specs of a policy of Cilium as NetworkPolicies have them, as far as they are about pods; undefined where that cannot say
 * what is let through. What cannot be told of a peer is let through.
 */
export function asNetworkPolicies(object: ManifestObject): readonly Json[] | undefined {
  const root = rootOf(object.json);
  const specs = [mappingAt(root, ['spec']), ...listAt(root, ['specs'])].filter(({ value }) => isMapping(value));
  const has = (spec: FieldCursor, field: string): boolean => valueAt(spec, [field]) !== undefined;
  const isReadable = specs.length > 0 && specs.every(spec => has(spec, 'endpointSelector') || has(spec, 'nodeSelector'));
  return isReadable ? specs.filter(spec => has(spec, 'endpointSelector')).map(spec => translated(spec, isClusterwide(object))) : undefined;
}

/** Whether a policy of Cilium limits what pods send by rules that only deny: that it lets nothing else through is hardly meant. */
export function onlyDeniesEgress(object: ManifestObject): boolean {
  const spec = mappingAt(rootOf(object.json), ['spec']);
  return isCiliumPolicy(object) && listAt(spec, ['egressDeny']).length > 0 && listAt(spec, ['egress']).length === 0;
}

const DIRECTIONS = [
  { type: 'Ingress', field: 'ingress', side: 'from' },
  { type: 'Egress', field: 'egress', side: 'to' },
];

type Direction = (typeof DIRECTIONS)[number];

// Only a direction that has rules, if only an empty one, is limited by a policy, unless it says that it is not. Rules that only deny
// limit it as well: what they leave is let through where another rule allows it.
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

/** A rule as a NetworkPolicy has it; an empty one, or one with an empty list of peers, allows no traffic. */
function ruleOf(rule: FieldCursor, { side, type }: Direction, isOfCluster: boolean): Json[] {
  const fields = Object.keys(rule.value as object).filter(field => field.startsWith(side) && field !== 'toPorts');
  const ports = type === 'Ingress' || valueAt(rule, ['toPorts']) !== undefined ? portsOf(rule) : [];
  if (fields.length === 0) { return Object.keys(rule.value as object).length === 0 ? [] : [{ ports }]; }
  const peers = fields.flatMap(field => peersOf(rule, field, side, isOfCluster));
  return peers.length === 0 ? [] : [{ [side]: peers, ports }];
}

/** Anything, as far as policies are read here: no selector tells what is in it. */
const ANYWHERE = { ipBlock: { cidr: '0.0.0.0/0' } };
/** What is outside of the cluster: no pod of it, and not its DNS. */
const OUTSIDE = { outside: true };
/** They send no requests of users, and get none. */
const BYSTANDERS = new Set(['kube-apiserver', 'health', 'init', 'unmanaged', 'none']);

function peersOf(rule: FieldCursor, field: string, side: string, isOfCluster: boolean): Json[] {
  switch (field.slice(side.length)) {
    case 'Endpoints': return listAt(rule, [field]).map(place => {
      const { pods, spaces } = selectorsOf(place, isOfCluster);
      return { podSelector: pods, ...spaces && { namespaceSelector: spaces } };
    });
    case 'Entities': return stringsAt(rule, [field]).filter(entity => !BYSTANDERS.has(entity))
      .map(entity => side === 'to' && entity === 'world' ? OUTSIDE : ANYWHERE);
    case 'FQDNs': return listAt(rule, [field]).map(() => OUTSIDE);
    case 'CIDR': return stringsAt(rule, [field]).map(cidr => ({ ipBlock: { cidr } }));
    case 'CIDRSet': return listAt(rule, [field]).map(place => ({ ipBlock: { cidr: stringAt(place, ['cidr']) ?? '' } }));
    default: return listAt(rule, [field]).map(() => ANYWHERE);
  }
}

const NAMESPACE = 'io.kubernetes.pod.namespace';
const NAMESPACE_LABELS = 'io.cilium.k8s.namespace.labels.';
/** Labels that Cilium has of its own: what they select is not known. */
const OWN = /^io\.cilium\.k8s\.policy\.|^reserved[:.]/;

/** A selector of Cilium, which names namespaces by a label of pods; without one it is about the namespace of the policy. */
function selectorsOf(place: FieldCursor, isOfCluster: boolean): { readonly pods: Json; readonly spaces?: Json } {
  const { matchLabels = {}, matchExpressions = [] } = selectorAt(place, []) ?? {};
  const all: LabelExpression[] = [
    ...Object.entries(matchLabels).map(([key, value]) => ({ key, operator: 'In', values: [value] })),
    ...matchExpressions,
  ].map(({ key, ...rest }) => ({ ...rest, key: key.replace(/^(?:k8s|any)[:.]/, '') })).filter(({ key }) => !OWN.test(key));
  const ofSpaces = all.filter(({ key }) => key === NAMESPACE || key.startsWith(NAMESPACE_LABELS))
    .map(({ key, ...rest }) => ({ ...rest, key: key === NAMESPACE ? 'kubernetes.io/metadata.name' : key.slice(NAMESPACE_LABELS.length) }));
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
