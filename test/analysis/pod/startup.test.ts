import { mayKillStart, startupTimeOf } from '../../../src/analysis/pod/startup';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn, TARGET } from '../../rules/check/judging';

const WITHOUT_SERVICE = 'kind: Service\n$patch: delete\n';
const said = (time: string): string => `kind: Deployment\nmetadata: { annotations: { cdk8s-zero-downtime/startup-time: ${time} } }\n`;

test.each([
  ['nobody says it', '', undefined, undefined],
  ['the settings say it', '', 20, 20],
  ['its owner says it', said('7s'), undefined, 7],
  ['both say it: that of its owner', said('7s'), 20, 7],
  ['its owner says that it takes none', said('0s'), 20, 0],
  ['the settings say it, but its pods serve no requests', WITHOUT_SERVICE, 20, undefined],
  ['its owner says it of pods that serve no requests', `${said('7s')}---\n${WITHOUT_SERVICE}`, 20, 7],
])('how long a start may take if %s', (_, change, startupTime, seconds) => {
  expect(startupTimeOf(manifestsIn(exampleManifests(change)).workloads[0], { ...TARGET, startupTime })).toBe(seconds);
});

test.each([[30, false], [31, true], [29, false]])('a probe that first kills after 30 s may kill a start of %i s: %s', (startupTime, is) => {
  expect(mayKillStart({ initialDelay: 10, period: 10, timeout: 1, failureThreshold: 3, successThreshold: 1 }, startupTime))
    .toBe(is);
});
