/**
 * The verdict on a finding of a person who read the manifests: `useful` if it is right and a team would act on it, `right` if
 * it is right and few teams would, `wrong` if it is not right, `harmful` if its fix makes things worse.
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
