import { lacksReadiness } from '../../../src/analysis/pod/readiness';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn } from '../../rules/check/judging';

const web = (container: string): string => `kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, ${container} }] } } }\n`;

test.each([
  ['a readiness probe', '', false],
  ['no readiness probe', web('readinessProbe: null'), true],
  ['no readiness probe, but the proxy that Istio injects', web('readinessProbe: null, image: auto'), undefined],
  ['no readiness probe, and no Service', `${web('readinessProbe: null')}---\nkind: Service\n$patch: delete\n`, undefined],
])('whether pods with %s get requests before they can answer', (_, change, expected) => {
  expect(lacksReadiness(manifestsIn(exampleManifests(change)).workloads[0])).toBe(expected);
});
