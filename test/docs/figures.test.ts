import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordedRehearsalAsSvg } from '../../scripts/figures/rehearsal';

const ROOT = join(__dirname, '../..');

test('the rehearsal in README is drawn from its recorded data', () => {
  const drawn = recordedRehearsalAsSvg(join(ROOT, 'scripts/figures/recorded-rehearsal.json'));
  expect(readFileSync(join(ROOT, 'docs/figures/rehearsal.svg'), 'utf8')).toBe(drawn);
  expect(drawn).toContain('34 of 709 requests failed');
});
