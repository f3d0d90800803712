import { overviewOf } from '../../../src/report/timeline/overview';
import { timelinesAsSvg } from '../../../src/report/timeline/svg';
import { timelinesAsText } from '../../../src/report/timeline/text';
import { timelineOf } from '../../../src/timeline/timeline-of';
import { numbers } from '../../timeline/numbers';

const plain = (name: string) => timelineOf(numbers({ name }));
const outage = timelineOf(numbers({ name: 'blue-dev', replacement: { kind: 'allAtOnce' } }));

test('says first which workloads have an outage', () => {
  const all = [plain('shop/a'), outage, plain('shop/b')];
  expect(overviewOf(all)[0]).toBe('1 of 3 has an outage in each update: blue-dev.');
  expect(timelinesAsText(all).split('\n')[0]).toBe('1 of 3 has an outage in each update: blue-dev.');
  expect(timelinesAsSvg(all)).toContain('1 of 3 has an outage in each update: blue-dev.');
});

test('is empty for a single workload, and states that several have no outage or warning', () => {
  expect(overviewOf([outage])).toEqual([]);
  expect(overviewOf([plain('a'), plain('b')])).toEqual(['Of 2 workloads, none has an outage or a warning.']);
});

test('workers, which get no requests, have no outage', () => {
  const { users } = numbers();
  expect(timelineOf(numbers({ replacement: { kind: 'allAtOnce' }, users: { ...users, sendRequests: false } })).isOutage).toBe(false);
});

test('a picture is bounded: outages come first, and it says how many are not drawn', () => {
  const svg = timelinesAsSvg([...Array.from({ length: 60 }, (_, i) => plain(`shop/s${i}`)), outage]);
  const [, height] = / height="(\d+)"/.exec(svg)!;
  expect(Number(height)).toBeLessThan(8200);
  expect(svg).toMatch(/\d+ more are not drawn/);
  expect(svg.indexOf('>blue-dev<')).toBeLessThan(svg.indexOf('>shop/s0<'));
});

test.each([60, 80, 100])('text fits %d columns', width => {
  const lines = timelinesAsText([plain('shop/a'), outage], width).split('\n');
  expect(lines.filter(line => line.length > width)).toEqual([]);
});
