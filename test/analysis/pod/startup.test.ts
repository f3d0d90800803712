import { mayKillStart, startupTimeOf } from '../../../src/analysis/pod/startup';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn, TARGET } from '../../rules/check/judging';

const WITHOUT_SERVICE = 'kind: Service\n$patch: delete\n';
const said = (time: string): string => `kind: Deployment\nmetadata: { annotations: { cdk8s-zero-downtime/startup-time: ${time} } }\n`;

test.each([
  ['it is not stated', '', undefined, undefined],
  ['the settings state it', '', 20, 20],
  ['its owner states it', said('7s'), undefined, 7],
  ['both say it: that of its owner', said('7s'), 20, 7],
  ['its owner states 0 s', said('0s'), 20, 0],
  ['the settings state it, but its pods receive no requests', WITHOUT_SERVICE, 20, undefined],
  ['its owner states it for pods that receive no requests', `${said('7s')}---\n${WITHOUT_SERVICE}`, 20, 7],
])('how long a start may take if %s', (_, change, startupTime, seconds) => {
  expect(startupTimeOf(manifestsIn(exampleManifests(change)).workloads[0], { ...TARGET, startupTime })).toBe(seconds);
});

test.each([[30, false], [31, true], [29, false]])('a probe that kills after 30 s at the earliest may kill a start of %i s: %s', (startupTime, is) => {
  expect(mayKillStart({ initialDelay: 10, period: 10, timeout: 1, failureThreshold: 3, successThreshold: 1 }, startupTime))
    .toBe(is);
});
