import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Plan } from '../plan';

/** A policy/v1 PodDisruptionBudget, for which cdk8s-plus has no class. Broken pods may always be evicted. */
export function renderDisruptionBudget(scope: Construct, { identity, drain }: Plan): ApiObject {
  return new ApiObject(scope, 'DisruptionBudget', {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: {
      name: identity.budgetName,
      ...identity.namespace && { namespace: identity.namespace },
      labels: identity.labels,
      annotations: identity.annotations,
    },
    spec: {
      ...drain.limit,
      selector: { matchLabels: { ...identity.selectorLabels } },
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    },
  });
}
