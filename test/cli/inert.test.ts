import { inert, inertMessage } from '../../src/cli/inert';

test.each([
  ['::error file=a::forged', '\uFFFD:error file=a::forged'],
  ['a\n \u00a0::add-mask::x', 'a\n \u00a0\uFFFD:add-mask::x'],
  ['a ##[error]x', 'a #\uFFFD[error]x'],
  ['##vso[task.setvariable variable=x]y', '#\uFFFDvso[task.setvariable variable=x]y'],
  ['##teamcity[message]', '#\uFFFDteamcity[message]'],
])('a pipeline finds no command in %j', (text, shown) => {
  expect(inert(text)).toBe(shown);
});

test.each(['1 old pod  ==T:::K', '::1 is an address', 'a::b::c', '## [link](x)', '\u001b[1mbold\u001b[0m'])('%j stays as it is', text => {
  expect(inert(text)).toBe(text);
});

test('a message cannot act on a terminal', () => {
  expect(inertMessage('a\u001b[31m\r\u202e.json:1: error\n')).toBe('a\uFFFD[31m\uFFFD\uFFFD.json:1: error\n');
});
