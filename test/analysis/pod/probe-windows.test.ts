import { restartsTooSoon, soonestRestart } from '../../../src/analysis/pod/probe-windows';
import { Container, Probe } from '../../../src/manifests';

function probe(period: number, failureThreshold: number): Probe {
  return { timing: { initialDelay: 0, period, timeout: 1, failureThreshold, successThreshold: 1 }, check: { kind: 'unknown' } };
}

const container = (probes: Partial<Container>): Container => ({ name: 'web', image: 'web:1', ports: [], path: [], ...probes });

test.each([[5, 3, 30], [10, 3, 60], [1, 1, 2]])('a container that is checked every %i s and unready after %i failures is restarted after %i s at the earliest', (period, threshold, seconds) => {
  expect(soonestRestart(probe(period, threshold))).toBe(seconds);
});

test.each([[10, 3, false], [29, 1, true], [30, 1, false], [31, 1, false], [5, 3, true]])('a liveness probe of %i s, failing %i times, restarts too soon after one that is unready after 15 s: %s', (period, threshold, is) => {
  expect(restartsTooSoon(container({ readiness: probe(5, 3), liveness: probe(period, threshold) }))).toBe(is);
});

test('without both probes no restart is too early', () => {
  expect(restartsTooSoon(container({}))).toBe(false);
  expect(restartsTooSoon(container({ liveness: probe(1, 1) }))).toBe(false);
  expect(restartsTooSoon(container({ readiness: probe(5, 3) }))).toBe(false);
});
