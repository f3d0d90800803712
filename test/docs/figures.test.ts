import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordedRehearsalAsSvg } from '../../scripts/figures/rehearsal';

const FIGURES = join(__dirname, '../../docs/figures');

test('the rehearsal in README is drawn from its recorded data', () => {
  const drawn = recordedRehearsalAsSvg(join(FIGURES, 'rehearsal.json'));
  expect(readFileSync(join(FIGURES, 'rehearsal.svg'), 'utf8')).toBe(drawn);
  expect(drawn).toContain('34 of 709 requests failed');
});
