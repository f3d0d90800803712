import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { NewerFields } from '../../newer-fields';
import { Plan } from '../plan';
import { metadataOf } from './metadata';

/** cdk8s-plus' HorizontalPodAutoscaler, if `autoscaling` is given. */
export function renderAutoscaler(
  scope: Construct,
  { identity, scaling }: Plan,
  target: kplus.Deployment,
): kplus.HorizontalPodAutoscaler | undefined {
  if (!scaling.autoscaler) { return undefined; }
  const { min, max, metrics, scaleUp, scaleDown } = scaling.autoscaler;
  const autoscaler = new kplus.HorizontalPodAutoscaler(scope, 'Autoscaler', {
    metadata: metadataOf(identity, identity.name),
    target,
    minReplicas: min,
    maxReplicas: max,
    metrics,
    scaleUp,
    scaleDown,
  });
  NewerFields.keep(autoscaler);
  return autoscaler;
}
