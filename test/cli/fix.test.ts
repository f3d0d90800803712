import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { check, command, inWorkspace, write } from './workspace';
import { run } from '../../src/cli/run';
import { exampleManifests } from '../../src/rules/examples';

inWorkspace();

const LACKING = `# The shop.\n${exampleManifests('{ kind: Deployment, spec: { template: { spec: { containers: [{ name: web, lifecycle: null }] } } } }')}`;
const fix = (...args: string[]) => check('--fix', ...args);

describe('check --fix', () => {
  test('shows the changes, and does not write them without a yes', () => {
    const { code, out } = fix(write('web.yaml', LACKING));
    expect(out).toMatch(/^--- web\.yaml\n\+\+\+ web\.yaml\n@@ /);
    expect(out).toMatch(/^\+ +preStop:\n\+ +sleep:\n\+ +seconds: 10$/m);
    expect(out).toContain('Nothing was written. Add --yes to write this to 1 file.\n');
    expect(out).toContain('error    prestop-missing');
    expect(code).toBe(1);
    expect(readFileSync('web.yaml', 'utf8')).toBe(LACKING);
  });

  test('writes with --yes, keeps the rest of the text, and reports the remaining findings', () => {
    const { code, out } = fix('--yes', write('web.yaml', LACKING));
    expect(out).toContain('Written: web.yaml\n');
    expect(out).toContain('No findings in 3 objects');
    expect(code).toBe(0);
    const fixed = readFileSync('web.yaml', 'utf8');
    expect(fixed).toMatch(/^# The shop\.\n/);
    expect(fixed).toContain('seconds: 10');
    expect(fixed.split('\n').filter(line => !LACKING.split('\n').includes(line)).length).toBeLessThan(6);
  });

  test('writes into each file that repeats an object word for word', () => {
    fix('--yes', write('a.yaml', LACKING), write('b.yaml', LACKING));
    expect(readFileSync('a.yaml', 'utf8')).toContain('seconds: 10');
    expect(readFileSync('b.yaml', 'utf8')).toBe(readFileSync('a.yaml', 'utf8'));
  });

  test('reports that there is nothing to write a second time', () => {
    fix('--yes', write('web.yaml', LACKING));
    expect(fix('--yes', 'web.yaml').out).toContain('No finding has a fix that needs no decision.\n');
  });

  test('adds a budget behind each Deployment that lacks one, and mends the documents behind it as well', () => {
    const web = exampleManifests('{ kind: PodDisruptionBudget, $patch: delete }\n---\n{ kind: Deployment, spec: { template: { spec: { containers: [{ name: web, lifecycle: null }] } } } }');
    fix('--yes', write('web.yaml', `${web}---\n${web.replaceAll('web', 'api')}`));
    const fixed = readFileSync('web.yaml', 'utf8');
    expect(fixed.match(/^kind: .*/gm)).toEqual(['Deployment', 'PodDisruptionBudget', 'Service', 'Deployment', 'PodDisruptionBudget', 'Service'].map(kind => `kind: ${kind}`));
    expect(fixed.match(/seconds: 10/g)).toHaveLength(2);
    expect(fix('web.yaml').code).toBe(0);
  });

  test.each([[true, 'Written: web.yaml'], [false, 'Nothing was written.']])('asks a person, who says %s', (answer, said) => {
    const questions: string[] = [];
    let out = '';
    write('web.yaml', LACKING);
    void run(['check', '--kubernetes-version', '1.34', '--fix', 'web.yaml'], {
      stdin: () => '',
      out: text => { out += text; },
      err: () => undefined,
      confirm: question => questions.push(question) > 0 && answer,
    });
    expect(questions).toEqual(['Write this to 1 file? [y/N] ']);
    expect(out).toContain(said);
    expect(readFileSync('web.yaml', 'utf8') === LACKING).toBe(!answer);
  });

  test('does not change what is acknowledged, or what a person has to decide', () => {
    const acknowledged = LACKING.replace('kind: Deployment\nmetadata:', 'kind: Deployment\nmetadata:\n  annotations: { cdk8s-zero-downtime/acknowledge.prestop-missing: it waits by itself }');
    expect(acknowledged).not.toBe(LACKING);
    expect(fix('--yes', write('web.yaml', acknowledged)).out).toContain('No finding has a fix');
    command(['check', '--fix', '--yes', '--kubernetes-version', '1.29', write('old.yaml', LACKING)]);
    expect(readFileSync('old.yaml', 'utf8')).toBe(LACKING);
  });

  test('writes into the document of a stream and the item of a list that it is about', () => {
    const [first, ...rest] = exampleManifests('').split(/^---\n/m);
    const list = `apiVersion: v1\nkind: List\nitems:\n${LACKING.replace('# The shop.\n', '').split(/^---\n/m).filter(text => text.trim())
      .map(text => text.trimEnd().split('\n').map((line, i) => `${i === 0 ? '- ' : '  '}${line}`).join('\n')).join('\n')}\n`;
    const stream = `${first}---\nkind: Note\n---\n${list}`;
    write('web.yaml', rest.length > 0 ? `${list}---\n# behind it\n` : stream);
    expect(fix('--yes', 'web.yaml').out).toContain('Written: web.yaml');
    expect(fix('--yes', 'web.yaml').out).not.toContain('prestop-missing');
    expect(readFileSync('web.yaml', 'utf8')).toContain('# behind it');
  });

  test('writes the same into each file that repeats an object word for word', () => {
    write('shop/a.yaml', LACKING);
    write('shop/b.yaml', LACKING);
    expect(fix('--yes', 'shop').out).toContain('Written: shop/a.yaml, shop/b.yaml');
    expect(readFileSync('shop/a.yaml', 'utf8')).toBe(readFileSync('shop/b.yaml', 'utf8'));
  });

  test('adds the same to each file that has an object in another notation', () => {
    const web = exampleManifests('{ kind: PodDisruptionBudget, $patch: delete }');
    fix('--yes', write('a.yaml', web), write('b.yaml', web.replaceAll('replicas:', 'replicas:  ')));
    expect(['a.yaml', 'b.yaml'].map(file => readFileSync(file, 'utf8').match(/^kind: PodDisruptionBudget$/gm))).toEqual([['kind: PodDisruptionBudget'], ['kind: PodDisruptionBudget']]);
  });

  test('writes all fixes but one that cannot be written, of one file and of one List', () => {
    // The hook would stand in the copy too.
    const aliased = LACKING.replace('kind: Deployment\n', 'kind: Deployment\ncopy: *shared\n').replace(/^( +)containers:$/m, '$1containers: &shared')
      .split(/^(?=copy: )/m).join('');
    const [copy] = /^copy: .*\n/m.exec(aliased)!;
    const broken = aliased.replace(copy, '').replace(/^---$/m, `${copy}---`);
    fix('--yes', write('web.yaml', `${broken}---\n${LACKING.replaceAll('web', 'api')}---\n${LACKING.replaceAll('web', 'shop')}`));
    const fixed = readFileSync('web.yaml', 'utf8');
    expect(fixed).toContain(copy);
    expect(fixed.match(/seconds: 10$/gm)).toHaveLength(2);
  });

  test('writes many lines without a comparison that shows each of them', () => {
    const web = exampleManifests('{ kind: PodDisruptionBudget, $patch: delete }').split(/^---$/m).map(text => `---\n${JSON.stringify(load(text))}\n`).join('');
    const many = Array.from({ length: 350 }, (_, i) => web.replaceAll('web', `web${i}`)).join('');
    const { out } = fix('--yes', write('web.yaml', many));
    expect(out.slice(0, 300)).toMatch(/^--- web\.yaml\n\+\+\+ web\.yaml\nMore than 4000 lines change, which are not shown\. .*\nWritten: web\.yaml\n/);
    expect(readFileSync('web.yaml', 'utf8').match(/^kind: PodDisruptionBudget$/gm)).toHaveLength(350);
  });

  test('shows a file of Windows without marks for its ends of lines, and keeps them', () => {
    write('web.yaml', `\uFEFF${exampleManifests('kind: Deployment\nspec: { minReadySeconds: null }')}`.replaceAll('\n', '\r\n'));
    const { out } = check('--all', '--fix', '--yes', 'web.yaml');
    expect(out).toMatch(/^\+ .*minReadySeconds: 10$/m);
    expect(out).not.toContain('\uFFFD');
    expect(readFileSync('web.yaml', 'utf8')).toMatch(/^\uFEFF[^]*minReadySeconds: 10\r\n/);
  });

  test('never sends control sequences of a manifest to the terminal', () => {
    const hostile = LACKING.replace('# The shop.', '# The shop.').replace(/^( +)image: .*$/m, '$&  # \u001b[2J');
    expect(fix(write('web.yaml', hostile)).out).not.toMatch(/[\u001b]/);
  });
});

describe('fails with 2', () => {
  test('when nothing could be read, and does not mention fixes', () => {
    write('web.yaml', 'a: [\n');
    const { code, out } = fix('web.yaml');
    expect(code).toBe(2);
    expect(out).not.toContain('fix that needs no');
  });

  test.each([
    ['when --yes stands alone', ['check', '--yes', 'web.yaml'], '--yes needs --fix: it writes the fixes without a prompt. Add --fix, or leave out --yes.'],
    ['when a report is wanted in another format', ['check', '--fix', '--format', 'json', 'web.yaml'], '--fix prints its changes as text.'],
    ['when standard input is to be fixed', ['check', '--fix', '-'], '--fix changes files, so it cannot read standard input.'],
    ['when a flag has a value', ['check', '--fix=all', 'web.yaml'], '--fix does not take a value.'],
  ])('%s', (_, args, message) => {
    write('web.yaml', LACKING);
    const { code, err } = command(args);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(message) });
  });
});
