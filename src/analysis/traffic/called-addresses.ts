import { Admission, admitsPort, isOutsideOnly } from './admissions';
import { isCiliumPolicy } from './cilium-policies';
import { listAt, ManifestObject, ManifestSet, numberAt, rootOf, stringAt, stringMapAt, stringsAt, valueAt } from '../../manifests';
import { configReferencesOf } from '../config/references';
import { anyPodSpecOf } from '../pod/pod-spec';

const NAME = /host|addr|server|endpoint|url|uri|dsn|_ip$/i;
/** Addresses that a server listens at, accepts or tells others. */
const NOT_CALLED = /allow|trust|bind|listen|advertis|external_ip|version|no_?proxy|forwarded|cors|cidr|exclude|ignore|deny|blocked/i;
const ADDRESS = /(?:^|[/@=,\s])(\d{1,3}(?:\.\d{1,3}){3})(?::(\d{1,5}))?(?![\d.]|\/\d{1,2}(?:$|[,\s]))/g;
// Not another machine: every address, the pod itself, and the metadata of the node.
const LOCAL = /^(?:0|127|169\.254|255)\./;

/** An IPv4 address that containers are told to use. */
export interface CalledAddress {
  readonly address: string;
  readonly port?: number;
}

/** The addresses in variables of containers, and in the ConfigMaps from which they come, whose names say that they are addresses. */
export function addressesCalledBy(object: ManifestObject, manifests: ManifestSet): CalledAddress[] {
  const own = listAt(anyPodSpecOf(object), ['containers']).flatMap(container => listAt(container, ['env']))
    .map(variable => [stringAt(variable, ['name']) ?? '', stringAt(variable, ['value']) ?? '']);
  const names = new Set(configReferencesOf(object).filter(({ kind }) => kind === 'ConfigMap').map(({ name }) => name));
  const configs = names.size === 0 ? [] : manifests.objects
    .filter(({ kind, name, namespace }) => kind === 'ConfigMap' && namespace === object.namespace && names.has(name))
    .flatMap(({ json }) => Object.entries(stringMapAt(rootOf(json), ['data'])));
  return [...own, ...configs].filter(([name]) => NAME.test(name) && !NOT_CALLED.test(name))
    .flatMap(([, text]) => [...text.slice(0, 2000).matchAll(ADDRESS)])
    .map(([, address, port]) => ({ address, ...port && { port: Number(port) } }))
    .filter(({ address }) => !LOCAL.test(address) && address.split('.').every(part => Number(part) < 256));
}

/** Whether egress to an address is allowed. Selectors match pods, whose addresses are hardly ever written anywhere. */
export function admitsAddress(departures: readonly Admission[], { address, port }: CalledAddress): boolean {
  return departures.some(departure => {
    const { peer, ports, policy } = departure;
    // Cilium knows other machines by more than their addresses.
    if (isCiliumPolicy(policy)) { return true; }
    const isForPort = port === undefined ? ports.length === 0 || ports.some(place => numberAt(place, ['port']) !== DNS)
      : admitsPort(departure, { number: port, protocol: 'TCP' });
    if (!isForPort || !peer || isOutsideOnly(departure)) { return isForPort; }
    const block = valueAt(peer, ['ipBlock']) === undefined ? undefined : stringAt(peer, ['ipBlock', 'cidr']);
    return block !== undefined && isIn(block, address) && !stringsAt(peer, ['ipBlock', 'except']).some(cidr => isIn(cidr, address));
  });
}

const DNS = 53;

function isIn(cidr: string, address: string): boolean {
  const [base, length = '32'] = cidr.split('/');
  const size = 2 ** (32 - Number(length));
  return !base.includes(':') && Math.floor(numberOf(base) / size) === Math.floor(numberOf(address) / size);
}

function numberOf(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}
