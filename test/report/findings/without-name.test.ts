import fc from 'fast-check';
import { withoutName } from '../../../src/report/findings/without-name';
import { runs } from '../../property-runs';

test.each([
  ['Deployment web is removed.', 'web', 'Deployment * is removed.'],
  ['web, web-2, my-web and a.web', 'web', '*, web-2, my-web and a.web'],
  ['web.shop is reached by web.', 'web', '*.shop is reached by *.'],
  ['nothing', 'web', 'nothing'],
])('%s', (text, name, expected) => {
  expect(withoutName(text, name)).toBe(expected);
});

const texts = (most: number, least = 0) => fc.array(fc.constantFrom(...'ab.-_ *$'), { minLength: least, maxLength: most }).map(parts => parts.join(''));

test('it is what a regular expression would replace', () => {
  fc.assert(fc.property(texts(20), texts(3, 1), (text, name) => {
    const own = new RegExp(`(?<![\\w.-])${name.replace(/[^\w-]/g, '\\$&')}(?![\\w-])`, 'g');
    expect(withoutName(text, name)).toBe(text.replace(own, '*'));
  }), { numRuns: runs(2000) });
});
