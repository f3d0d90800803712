/** Why a known hazard does not have its own rule. */
export type Reason =
  /** Other rules for manifests or updates find it. */
  | { readonly by: string[] }
  /** Manifests do not show it. */
  | { readonly because: string };

export type Reasons = { readonly [hazard: string]: Reason };
