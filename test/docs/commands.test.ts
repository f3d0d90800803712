import { PAGES } from './markdown';
import { command } from '../cli/workspace';

const NAMES = new Set(['check', 'diff', 'timeline', 'rehearse', 'rules', 'explain', 'help']);

/** Calls of our command with options, in code of pages: `diff` and `--out update.md`. */
const CALLS = [...PAGES].filter(([file]) => file !== 'API.md').flatMap(([file, page]) =>
  [...page.replace(/\\\n */g, ' ').matchAll(/cdk8s-zero-downtime(?:-\d\d)? ([a-z]+)(( [^\s`|&;#]+)*)/g)]
    .filter(([, name]) => NAMES.has(name))
    .map(([call, name, rest]): [string, string, string, string[]] => [file, call, name, [...rest.matchAll(/ (--[a-z-]+)/g)].map(([, option]) => option)]));

const optionsOf = (name: string): Set<string> => new Set([...command([name, '--help']).out.matchAll(/--[a-z-]+/g)].map(([option]) => option));

test('the pages show each command', () => {
  expect(new Set(CALLS.map(([, , name]) => name))).toEqual(new Set(['check', 'diff', 'timeline', 'rehearse', 'explain']));
});

test.each(CALLS.filter(([, , , options]) => options.length > 0))('%s: %s has options that exist', (_, __, name, options) => {
  const known = optionsOf(name);
  expect(options.filter(option => !known.has(option))).toEqual([]);
});
