/** The kinds of documents that state what clients of an API may rely on. */
export const CONTRACT_KINDS = ['openapi', 'graphql', 'protobuf'] as const;
export type ContractKind = typeof CONTRACT_KINDS[number];

/** What clients of an API may rely on, as recorded beside the manifests. */
export interface Contract {
  readonly kind: ContractKind;
  /** The canonical form: equivalent documents have the same bytes. For `protobuf`, a descriptor set in base64. */
  readonly text: string;
}
