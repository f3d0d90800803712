import { ReportedFix } from '../../engine/report';

/** What a person has to know before a fix is written, a sentence each. */
export function decisionsOf(fixes: readonly ReportedFix[] = []): string[] {
  return fixes.flatMap(({ byHand }) => byHand === undefined ? [] : [`Before that, check ${byHand}.`]);
}
