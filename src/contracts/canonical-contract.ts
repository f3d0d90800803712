import { Contract, ContractKind } from './contract';
import { canonicalGraphql } from './graphql';
import { canonicalOpenApi } from './openapi/canonical-openapi';
import { canonicalDescriptorSet } from './protobuf';
import { ContractFault, ReadFile } from './source';

/** A contract as it is recorded, or everything that is wrong with it. */
export type Canonical = { readonly contract: Contract } | { readonly faults: readonly ContractFault[] };

/** 200 KiB: an object in etcd has at most 1.5 MiB, and `kubectl apply` stores a second copy of it in an annotation. */
export const LARGEST_CONTRACT = 200 * 1024;

/** `kubectl apply` writes the object into an annotation. All annotations together have at most 256 KiB, the others included. */
const LARGEST_ESCAPED = 254 * 1024;

const CANONICAL: { readonly [kind in ContractKind]: (file: string, read: ReadFile) => string | ContractFault[] } = {
  openapi: canonicalOpenApi,
  graphql: canonicalGraphql,
  protobuf: canonicalDescriptorSet,
};

/** The canonical form of a file: documents that make the same promises to clients have the same bytes. */
export function canonicalContract(kind: ContractKind, file: string, read: ReadFile): Canonical {
  const text = CANONICAL[kind](file, read);
  if (typeof text !== 'string') { return { faults: text }; }
  const size = Buffer.byteLength(text);
  const isTooLarge = size > LARGEST_CONTRACT || Buffer.byteLength(JSON.stringify(text)) > LARGEST_ESCAPED;
  return isTooLarge ? { faults: [tooLarge(file, size)] } : { contract: { kind, text } };
}

function tooLarge(file: string, size: number): ContractFault {
  const kib = Math.ceil(size / 1024);
  return {
    file,
    found: `has ${kib} KiB in its canonical form, without descriptions and examples`,
    allowed: `at most ${LARGEST_CONTRACT / 1024} KiB, since \`kubectl apply\` stores the applied object in an annotation, and annotations have at most 256 KiB`,
    remedy: 'split the API by its paths into several, each with its own contract, or remove components that no operation uses',
  };
}
