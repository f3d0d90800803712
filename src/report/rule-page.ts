/** Where every rule is explained, with an example. */
export const RULES_PAGE = 'https://github.com/cdk8s-zero-downtime/cdk8s-zero-downtime/blob/main/docs/rules.md';

/** Where one is. */
export function rulePage(id: string): string {
  return `${RULES_PAGE}#${id}`;
}
