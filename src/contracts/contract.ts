/** The kinds of documents that say what a client of an API may rely on. */
export const CONTRACT_KINDS = ['openapi', 'graphql', 'protobuf'] as const;
export type ContractKind = typeof CONTRACT_KINDS[number];

/** What clients of an API may rely on, as it is recorded beside the manifests. */
export interface Contract {
  readonly kind: ContractKind;
  /** The canonical form: of two documents that say the same it is the same bytes. Of `protobuf`, a descriptor set in base64. */
  readonly text: string;
}
