const CONTROLLERS = 'https://kubernetes.io/docs/concepts/workloads/controllers/';
const MEMBERS: Readonly<Record<string, string>> = {
  'min-ready-seconds': 'minimum-ready-seconds',
  'selector': 'pod-selector',
  'label-selector-updates': 'pod-selector',
};

/**
 * The documentation of a rule for an object of a kind: most rules link to the page about Deployments, which says
 * little about the other kinds.
 */
export function referenceFor(reference: string, kind: string): string {
  const [, page, anchor] = /\/controllers\/(deployment|statefulset)\/#(.*)$/.exec(reference) ?? [];
  if (page === undefined || page === kind.toLowerCase()) { return reference; }
  switch (kind) {
    case 'StatefulSet': return `${CONTROLLERS}statefulset/#${MEMBERS[anchor] ?? 'update-strategies'}`;
    case 'DaemonSet': return 'https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/';
    case 'Rollout': return 'https://argo-rollouts.readthedocs.io/en/stable/features/specification/';
    default: return reference;
  }
}
