import { severitiesInWords } from '../../../src/report/rules/severities';
import { CATALOGUE } from '../../../src/rules';
import { UPDATE_CATALOGUE } from '../../../src/rules/diff';

test('the severity of a rule with one severity is that word', () => {
  expect(severitiesInWords({ severity: 'error' })).toBe('error');
});

test('the other severities of a rule are said with the cases that have them', () => {
  expect(severitiesInWords({ severity: 'warning', otherSeverities: ['error', 'info'] }))
    .toBe('warning (error in worse cases, info in milder cases)');
});

test('no rule states a severity twice', () => {
  const rules = [...Object.values(CATALOGUE), ...Object.values(UPDATE_CATALOGUE)].flat();
  const twice = rules.filter(({ severity, otherSeverities = [] }) => {
    const all = [severity, ...otherSeverities];
    return new Set(all).size !== all.length;
  });
  expect(twice.map(({ id }) => id)).toEqual([]);
});
