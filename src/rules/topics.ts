/** The topics of rules, in the order of the pages: each is a folder of check rules and of update rules. */
export const TOPICS = {
  stop: 'Stop of a pod',
  start: 'Start and probes',
  rollout: 'Rollout',
  drain: 'Budgets and drains',
  placement: 'Placement and nodes',
  autoscaling: 'Replicas and autoscaling',
  routing: 'Services and routing',
  contract: 'Contracts of APIs',
  identity: 'Names and labels',
  config: 'Configuration and images',
  cluster: 'Cluster version',
} as const;

export type Topic = keyof typeof TOPICS;

/** Rules by the titles of their topics. */
export function byTitle<R>(
  rules: { readonly [topic in Topic]: { readonly [name: string]: R } },
): { readonly [title: string]: readonly R[] } {
  return Object.fromEntries(Object.entries(TOPICS).map(([topic, title]) => [title, Object.values(rules[topic as Topic])]));
}
