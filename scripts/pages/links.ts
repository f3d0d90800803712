import { CATALOGUE } from '../../src/rules';
import { UPDATE_CATALOGUE } from '../../src/rules/diff';
import { Topic, TOPICS } from '../../src/rules/topics';

const PAGES = new Map([CATALOGUE, UPDATE_CATALOGUE].flatMap(catalogue => Object.entries(catalogue)
  .flatMap(([title, rules]) => rules.map(({ id }) => [id, pageOfTopic(topicOf(title))] as const))));

/** The page of a topic, seen from docs/. */
export function pageOfTopic(topic: Topic): string {
  return `rules/${topic}.md`;
}

/** The section about a rule, seen from docs/. */
export function ruleLink(id: string): string {
  return `${PAGES.get(id)}#${id}`;
}

export function topicOf(title: string): Topic {
  return (Object.keys(TOPICS) as Topic[]).find(topic => TOPICS[topic] === title)!;
}
