import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { BudgetLimit } from '../../lifecycle';
import { Plan } from '../plan';
import { metadataOf } from './metadata';

/** A policy/v1 PodDisruptionBudget, for which cdk8s-plus has no class. Broken pods may always be evicted. */
export function renderDisruptionBudget(scope: Construct, { identity }: Plan, limit: BudgetLimit): ApiObject {
  return new ApiObject(scope, 'DisruptionBudget', {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: metadataOf(identity, identity.budgetName),
    spec: {
      ...limit,
      selector: { matchLabels: { ...identity.selectorLabels } },
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    },
  });
}
