import { autoscaled, limit } from './changes';
import { pdbMinAvailableTooLow as rule } from '../../../../src/rules/check/drain';
import { messagesOn, verdictsOn } from '../judging';

const service = (text: string, min: number, max: number) => limit(text) + autoscaled(min, max);
const messages = (mustStay: number, min: number, max: number) => messagesOn(rule, service(`minAvailable: ${mustStay}`, min, max));

test('more than a quarter of the maximum, but at least two pods, are too many for one drain', () => {
  expect(verdictsOn(rule, service('minAvailable: 2', 3, 10))[0].violations).toMatchObject([{
    message: 'The number of pods of web changes, but spec.minAvailable 2 does not: scaled up to 10 pods, one drain may evict 8 of them at once when the load is highest.',
  }]);
  expect(messages(6, 7, 8)).toEqual([]);
  expect(messages(5, 7, 8)).toHaveLength(1);
  expect(messages(2, 3, 3)).toEqual([]);
  expect(messages(1, 2, 3)).toHaveLength(1);
});

test('leaves a limit that blocks evictions, and one that protects no pod, to other rules', () => {
  expect(messages(3, 3, 10)).toEqual([]);
  expect(messages(0, 3, 10)).toEqual([]);
});
