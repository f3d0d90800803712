import { ACKNOWLEDGEMENT_RULES, RULES } from '../../rules';

const DOCS = 'https://github.com/cdk8s-zero-downtime/cdk8s-zero-downtime/blob/main/docs';

/** Where every rule of manifests is explained, with an example. */
export const RULES_PAGE = `${DOCS}/rules.md`;

/** Where every rule of updates is. */
export const UPDATE_RULES_PAGE = `${DOCS}/update-rules.md`;

const OF_MANIFESTS = new Set([...RULES, ...ACKNOWLEDGEMENT_RULES].map(({ id }) => id));

/** Where one is. */
export function rulePage(id: string): string {
  return `${OF_MANIFESTS.has(id) ? RULES_PAGE : UPDATE_RULES_PAGE}#${id}`;
}
