import { ACKNOWLEDGE } from '../../src/intent/acknowledgement';
import { INTENT_KEYS, INTENT_PREFIX } from '../../src/intent/annotations';

test('the names stay as they are, since they stand in manifests that run', () => {
  expect([...Object.values(INTENT_KEYS), ACKNOWLEDGE].map(key => `${INTENT_PREFIX}${key}`)).toEqual([
    'cdk8s-zero-downtime/longest-request',
    'cdk8s-zero-downtime/startup-time',
    'cdk8s-zero-downtime/deregistration-delay',
    'cdk8s-zero-downtime/stop-delay',
    'cdk8s-zero-downtime/handover',
    'cdk8s-zero-downtime/acknowledge.',
  ]);
});
