/** Why a known hazard has no rule of its own. */
export type Reason =
  /** Other rules find it, of manifests or of updates. */
  | { readonly by: string[] }
  /** It stands in no manifest. */
  | { readonly because: string };

export type Reasons = { readonly [hazard: string]: Reason };
