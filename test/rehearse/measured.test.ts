import { measuredSeconds } from '../../src/rehearse/measured';
import { PodLife } from '../../src/rehearse/observe/pod-life';

const WEB = 'Deployment shop/web';
const BEGAN = 1_000_000;
const at = (seconds: number): number => BEGAN + seconds * 1000;
const pod = (life: Partial<PodLife>): PodLife => ({ name: 'web-1', controller: WEB, revision: 'a', readiness: [], exits: [], ...life });

test('an update takes until its last old pod is gone', () => {
  const pods = [
    pod({ readiness: [{ at: at(-60), ready: true }], deleted: at(9), gone: at(21) }),
    pod({ readiness: [{ at: at(8), ready: true }] }),
  ];
  expect(measuredSeconds(WEB, BEGAN, pods)).toBe(21);
});

test('a scale-up takes until its last new pod is ready for the first time', () => {
  const pods = [
    pod({ readiness: [{ at: at(4), ready: true }] }),
    pod({ readiness: [{ at: at(7), ready: true }, { at: at(30), ready: false }, { at: at(40), ready: true }] }),
  ];
  expect(measuredSeconds(WEB, BEGAN, pods)).toBe(7);
});

test('pods of others, and what was over before, do not count', () => {
  const pods = [
    pod({ readiness: [{ at: at(-60), ready: true }], gone: at(-1) }),
    pod({ controller: 'Deployment shop/api', gone: at(90) }),
  ];
  expect(measuredSeconds(WEB, BEGAN, pods)).toBeUndefined();
});
