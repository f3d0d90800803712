import { ApiObject } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { KedaTrigger } from '../../intent';
import { Plan } from '../plan';
import { metadataOf } from './metadata';

/** KEDA's ScaledObject, if `keda` is given. The Deployment then has no `replicas`. */
export function renderScaledObject(scope: Construct, { identity, scaling }: Plan, target: Deployment): ApiObject | undefined {
  if (!scaling.keda) { return undefined; }
  const { min, max, triggers, pollingInterval, cooldownPeriod } = scaling.keda;
  target.markHasAutoscaler();
  return new ApiObject(scope, 'ScaledObject', {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: metadataOf(identity, identity.name),
    spec: {
      scaleTargetRef: { name: target.name },
      minReplicaCount: min,
      maxReplicaCount: max,
      ...pollingInterval !== undefined && { pollingInterval },
      ...cooldownPeriod !== undefined && { cooldownPeriod },
      triggers: triggers.map(renderTrigger),
    },
  });
}

function renderTrigger({ type, metadata, authentication }: KedaTrigger): object {
  return { type, metadata: { ...metadata }, ...authentication !== undefined && { authenticationRef: { name: authentication } } };
}
