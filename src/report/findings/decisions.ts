import { ReportedFix } from '../../engine/report';

/** What users have to check before a fix is written, one sentence each. */
export function decisionsOf(fixes: readonly ReportedFix[] = []): string[] {
  return fixes.flatMap(({ byHand }) => byHand === undefined ? [] : [`Before that, check ${byHand}.`]);
}
