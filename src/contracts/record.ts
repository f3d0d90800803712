import { Contract } from './contract';
import { INTENT_PREFIX } from '../intent/annotations';
import { CONTRACT_KEYS } from '../intent/contracts';
import { CONTRACT_PLACES } from '../manifests';

/** The API that a contract describes. */
export interface ContractSubject {
  /** The name of the API, from which the name of the ConfigMap is derived. */
  readonly api: string;
  /** What clients call: `HTTPRoute/orders`, in the namespace of the ConfigMap. */
  readonly of: string;
  /** Undefined for an API with one version. */
  readonly version?: string;
}

/** The name of the ConfigMap that records a contract. */
export function contractName({ api, version }: Pick<ContractSubject, 'api' | 'version'>): string {
  return version === undefined ? `${api}-contract` : `${api}-${version}-contract`;
}

/** The annotations of the ConfigMap. */
export function contractAnnotations({ of, version }: ContractSubject, { kind }: Contract): { [key: string]: string } {
  return {
    [`${INTENT_PREFIX}${CONTRACT_KEYS.kind}`]: kind,
    [`${INTENT_PREFIX}${CONTRACT_KEYS.of}`]: of,
    ...version !== undefined && { [`${INTENT_PREFIX}${CONTRACT_KEYS.version}`]: version },
  };
}

/** The content of the ConfigMap. */
export function contractContent({ kind, text }: Contract): { [field: string]: { [key: string]: string } } {
  const [field, key] = CONTRACT_PLACES[kind];
  return { [field]: { [key]: text } };
}
