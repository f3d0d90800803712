import { Attempt } from '../../../src/rehearse/load/attempt';
import { Line } from '../../../src/rehearse/load/lines';
import { podLoad } from '../../../src/rehearse/load/pod-load';

const attempt = (due: number): Attempt => ({ stream: 'new', due, late: 0, took: 1, method: 'GET', path: '/', status: 200 });
const text = (...lines: Line[]): string => lines.map(line => `${JSON.stringify(line)}\n`).join('');
const LINES: Line[] = [
  { line: 0, at: 1000, attempts: [attempt(990)] },
  { line: 1, at: 1100, attempts: [attempt(1080), attempt(1090)] },
  { line: 2, at: 1200, attempts: [], end: true },
];

/** A log that is read in pieces: each at a time of the clock here. */
function reach(...logs: [number, string][][]) {
  let time = 0;
  const remove = jest.fn();
  return {
    remove,
    now: () => time,
    async* follow() {
      for (const [at, piece] of logs.shift() ?? []) {
        time = at;
        yield piece;
      }
    },
  };
}

async function duesOf(load: { attempts: AsyncIterable<readonly Attempt[]> }): Promise<number[]> {
  const dues: number[] = [];
  for await (const batch of load.attempts) { dues.push(...batch.map(({ due }) => due)); }
  return dues;
}

test('times are those of the clock here, by the line that was quickest', async () => {
  const pieces: [number, string][] = [[51_000, text(LINES[0])], [51_010, text(LINES[1])], [52_000, text(LINES[2])]];
  expect(await duesOf(podLoad(reach(pieces)))).toEqual([990 + 50_000, 1080 + 49_910, 1090 + 49_910]);
});

test('lines may come in pieces that end anywhere', async () => {
  const pieces = [...text(...LINES)].map((letter): [number, string] => [1000, letter]);
  expect(await duesOf(podLoad(reach(pieces)))).toHaveLength(3);
});

test('a connection that breaks is made again, and no request is counted twice', async () => {
  const whole = text(...LINES);
  const load = podLoad(reach([[1000, whole.slice(0, whole.indexOf('1080'))]], [], [[1300, whole]]));
  expect(await duesOf(load)).toEqual([990, 1080, 1090]);
});

test('fails when lines are missing', async () => {
  await expect(duesOf(podLoad(reach([[1000, text(LINES[0], LINES[2])]])))).rejects.toThrow('lines 1 to 1 of the load generator are lost');
});

test('fails when the log ends before the load', async () => {
  await expect(duesOf(podLoad(reach([[1000, text(LINES[0])]])))).rejects.toThrow('ended before the load');
});

test('fails when the log is of another program', async () => {
  await expect(duesOf(podLoad(reach([[1000, 'exec format error\n']])))).rejects.toThrow('an unexpected line: exec format error');
});

test('the load of a pod ends when it is removed', () => {
  const pod = reach();
  podLoad(pod).stop();
  expect(pod.remove).toHaveBeenCalledTimes(1);
});
