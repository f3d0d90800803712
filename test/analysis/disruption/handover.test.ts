import { isHandedOver } from '../../../src/analysis/disruption/handover';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn, TARGET } from '../../rules/check/judging';

const HANDOVER = 'kind: Deployment\nmetadata: { annotations: { cdk8s-zero-downtime/handover: 10s } }\n';

test.each([
  ['its owner does not state a handover', '', false],
  ['its stop delay lasts as long as its replacement needs', HANDOVER, true],
  ['its stop delay is shorter', HANDOVER.replace('10s', '11s'), false],
  ['a load balancer does not send to stopping pods', `${HANDOVER}---\nkind: Service\nspec: { type: LoadBalancer }\n`, false],
])('whether a stopping pod serves until its replacement is ready if %s', (_, change, expected) => {
  const manifests = manifestsIn(exampleManifests(change));
  expect(isHandedOver(manifests.workloads[0], TARGET, manifests)).toBe(expected);
});
