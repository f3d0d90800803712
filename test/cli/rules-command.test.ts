import { command } from './workspace';
import { ACKNOWLEDGEMENT_RULES, RULES } from '../../src/rules';
import { UPDATE_RULES } from '../../src/rules/diff';

const ALL = [...RULES, ...ACKNOWLEDGEMENT_RULES, ...UPDATE_RULES];
const WIDTHS = [60, 80, 140];
/** Neither a word such as an id nor an address is cut, and examples are as the page has them. */
const isWhole = (line: string): boolean => /^\s+\S+$/.test(line) || line.startsWith('    ') || line.includes('://');

test('rules lists all of them, each with its severity', () => {
  const { code, out } = command(['rules']);
  expect(code).toBe(0);
  expect(ALL.filter(({ id, severity }) => !new RegExp(`^ {2}${severity} +${id}( |$)`, 'm').test(out))).toEqual([]);
  expect(out).toContain(`${ALL.length} rules.`);
});

test('rules --format json has the text of explain', () => {
  const { rules } = JSON.parse(command(['rules', '--format', 'json']).out);
  expect(rules.map(({ id }: { id: string }) => id).sort()).toEqual(ALL.map(({ id }) => id).sort());
  expect(rules.find(({ id }: { id: string }) => id === 'pdb-blocks-eviction')).toMatchObject({ command: 'check', severity: 'error', examples: [{ title: 'Found' }, { title: 'Not found' }] });
});

test('explain prints the whole page of each rule', () => {
  const { out } = command(['explain', ...ALL.map(({ id }) => id)]);
  const words = out.replace(/\s+/g, ' ');
  const missing = ALL.flatMap(({ title, impact, why, fix, reference }) => [title, impact, why, fix, reference])
    .filter(text => !words.includes(text.replace(/\s+/g, ' ')));
  expect(missing).toEqual([]);
});

test.each(WIDTHS)('rules, explain and help fit %d columns', width => {
  const calls = [['rules'], ['explain', ...ALL.map(({ id }) => id)], ['help'], ...['check', 'diff', 'timeline', 'rehearse', 'rules', 'explain'].map(name => ['help', name])];
  for (const call of calls) {
    const { code, out } = command(call, { width });
    expect(code).toBe(0);
    expect(out.split('\n').filter(line => line.length > width && !isWhole(line))).toEqual([]);
  }
});

test('help COMMAND prints the same as COMMAND --help', () => {
  expect(command(['help', 'check'])).toEqual(command(['check', '--help']));
  expect(command(['help', 'check']).out).toContain('\nExamples\n');
});

test('rules and explain have colours only if they are enabled', () => {
  expect(command(['rules'], { colours: true }).out).toContain('\u001b[31merror');
  expect(command(['rules']).out).not.toContain('\u001b');
});

test.each([
  ['explain names no rule', ['explain'], 'No rule is named.'],
  ['explain names no rule that there is', ['explain', 'pdb-blocks-evictoin'], 'did you mean pdb-blocks-eviction?'],
  ['explain names the beginning of rules', ['explain', 'prestop'], 'There is no rule prestop: did you mean prestop-cannot-run, prestop-missing, '],
  ['explain names nothing like a rule', ['explain', 'xyz'], 'There is no rule xyz. `rules` lists all of them.'],
  ['rules gets a word', ['rules', 'pdb'], 'explain pdb'],
  ['rules gets the name of a command', ['rules', 'check'], 'explain RULE'],
  ['help names no command', ['help', 'chekc'], 'There is no command \'chekc\': did you mean check?'],
  ['the ending of --out is unknown', ['check', '.', '--out', 'x.png'], '--out is "x.png". Allowed: a name that ends with'],
  ['the ending of --out is unknown to timeline', ['timeline', '.', '--out', 'x.png'], '--out is "x.png". Allowed: a name that ends with .svg, .html, .json or .txt'],
])('fails with 2 when %s', (_, args, message) => {
  const { code, err } = command(args);
  expect(code).toBe(2);
  expect(err).toContain(message);
});

test.each([['--version'], ['-V'], ['version']])('%s prints the version', word => {
  expect(command([word])).toEqual({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), err: '' });
});
