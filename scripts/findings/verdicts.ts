/**
 * What somebody who read the manifests says of a finding: `useful` if it is right and a team would act on it, `right` if it
 * is right and few would, `wrong` if it is not so, `harmful` if its fix makes things worse.
 */
export const VERDICTS = ['useful', 'right', 'wrong', 'harmful'] as const;

export interface Verdict {
  readonly verdict: typeof VERDICTS[number];
  readonly reason: string;
}

/** By the key of the finding. */
export function verdictsOf(rows: readonly string[][]): Map<string, Verdict> {
  return new Map(rows.map(([key, verdict, reason]) => {
    const known = VERDICTS.find(one => one === verdict);
    if (!known || !reason) { throw new Error(`${key}: the verdict is '${verdict}', and its reason '${reason}'`); }
    return [key, { verdict: known, reason }];
  }));
}
