/** Why a known hazard has no rule of its own. */
export type Reason =
  /** Other rules find it. */
  | { readonly by: string[] }
  /** Only the manifests before and after a release can tell. */
  | { readonly release: string }
  /** It stands in no manifest. */
  | { readonly because: string };

export type Reasons = { readonly [hazard: string]: Reason };
