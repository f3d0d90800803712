import { keyOf } from '../key';
import { RolloutView } from '../workload/argo-rollout';
import { ControllerView } from '../workload/controller';
import { DeploymentView } from '../workload/deployment';

/**
 * Gives an Argo Rollout that refers to a Deployment the pod template of that. Both are one workload: its template is in
 * the Deployment, the rest in the Rollout. A Rollout whose Deployment is not in the input has no template to judge.
 */
export function withReferredTemplates(views: readonly ControllerView[]): ControllerView[] {
  const referring = views.filter((view): view is RolloutView => view.kind === 'Rollout' && view.workloadRef !== undefined);
  if (referring.length === 0) { return [...views]; }
  const deployments = new Map(views.filter((view): view is DeploymentView => view.kind === 'Deployment')
    .map(view => [keyOf(view.namespace, view.name), view]));
  const templateOf = ({ namespace, workloadRef }: RolloutView): DeploymentView | undefined =>
    workloadRef?.kind === 'Deployment' ? deployments.get(keyOf(namespace, workloadRef.name)) : undefined;
  const taken = new Set(referring.map(templateOf));
  return views.filter(view => !(view.kind === 'Deployment' && taken.has(view))).flatMap((view): ControllerView[] => {
    if (view.kind !== 'Rollout' || view.workloadRef === undefined) { return [view]; }
    const template = templateOf(view);
    return template ? [joined(view, template)] : [];
  });
}

function joined(rollout: RolloutView, template: DeploymentView): RolloutView {
  const { strategy: _strategy, kind: _kind, revisionHistoryLimit: _limit, ...pods } = template;
  const { declaredReplicas, paused, strategy, minReady, progressDeadline, workloadRef } = rollout;
  return {
    ...pods,
    kind: 'Rollout',
    name: rollout.name,
    controller: rollout.object,
    declaredReplicas,
    paused,
    strategy,
    minReady,
    progressDeadline,
    workloadRef,
    intent: {
      ...template.intent,
      ...rollout.intent,
      acknowledged: { ...template.intent.acknowledged, ...rollout.intent.acknowledged },
    },
  };
}
