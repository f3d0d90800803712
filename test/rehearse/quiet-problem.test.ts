import { failed } from './explain/scenes';
import { Attempt } from '../../src/rehearse/load/attempt';
import { quietProblem } from '../../src/rehearse/quiet-problem';

const many = (count: number, attempt: Attempt): Attempt[] => Array.from({ length: count }, () => attempt);
const GOOD: Attempt = { stream: 'new', due: 0, late: 0, took: 5, method: 'GET', path: '/', status: 200 };

test('a wrong address is told before anything is disturbed', () => {
  expect(quietProblem(many(248, failed(1, 'refused', { detail: 'ECONNREFUSED' })), 'url')).toBe(
    'All 248 requests failed before the disturbance (refused, ECONNREFUSED), so the rehearsal stopped. Check --url, --host and --resolve.');
});

test('a wrong path is told with its status, and that it may be called good', () => {
  const attempts = [...many(90, failed(1, 'unexpected-status', { status: 404 })), ...many(10, failed(1))];
  expect(quietProblem(attempts, 'service')).toBe(
    'All 100 requests failed before the disturbance (most often status 404), so the rehearsal stopped. '
    + 'Check the port and the selector of the Service, and the path that it serves, or state the expected status with --expect.');
});

test('an address that never answers is told, too', () => {
  expect(quietProblem([], 'url')).toMatch(/^No request was answered before the disturbance, so the rehearsal stopped\. /);
  expect(quietProblem([failed(1, 'not-sent')], 'url')).toMatch(/^No request was answered/);
});

test('a way that loses some requests by itself is rehearsed, and more than half of them is too many', () => {
  expect(quietProblem([...many(50, GOOD), ...many(50, failed(1))], 'url')).toBeUndefined();
  expect(quietProblem([...many(49, GOOD), ...many(51, failed(1))], 'url')).toMatch(/^51 of 100 requests failed/);
});
