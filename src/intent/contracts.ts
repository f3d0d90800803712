/**
 * The annotations by which a ConfigMap records a contract, without the prefix: what kind of document it is, what clients call
 * (`HTTPRoute/orders`, in the same namespace) and which version of it; and the annotation of a workload: which APIs it calls.
 */
export const CONTRACT_KEYS = { kind: 'contract', of: 'contract-of', version: 'contract-version', consumes: 'consumes' } as const;
