import { ACKNOWLEDGEMENT_RULES, RULES } from '../../rules';

const DOCS = 'https://github.com/cdk8s-zero-downtime/cdk8s-zero-downtime/blob/main/docs';
const OF_MANIFESTS = new Set([...RULES, ...ACKNOWLEDGEMENT_RULES].map(({ id }) => id));

/** The address of the page that explains a rule. */
export function rulePage(id: string): string {
  return `${DOCS}/${OF_MANIFESTS.has(id) ? 'rules.md' : 'update-rules.md'}#${id}`;
}
