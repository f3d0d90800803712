import { ACKNOWLEDGE } from '../../src/intent/acknowledgement';
import { INTENT_CHOICES, INTENT_KEYS, INTENT_PREFIX } from '../../src/intent/annotations';

test('the names stay as they are, since they stand in manifests that run', () => {
  const choices = Object.values(INTENT_CHOICES).map(({ key }) => key);
  expect([...Object.values(INTENT_KEYS), ...choices, ACKNOWLEDGE].map(key => `${INTENT_PREFIX}${key}`)).toEqual([
    'cdk8s-zero-downtime/longest-request',
    'cdk8s-zero-downtime/longest-job',
    'cdk8s-zero-downtime/startup-time',
    'cdk8s-zero-downtime/deregistration-delay',
    'cdk8s-zero-downtime/stop-delay',
    'cdk8s-zero-downtime/handover',
    'cdk8s-zero-downtime/registration-time',
    'cdk8s-zero-downtime/exposure',
    'cdk8s-zero-downtime/terminating-endpoints',
    'cdk8s-zero-downtime/readiness-gates',
    'cdk8s-zero-downtime/acknowledge.',
  ]);
});
