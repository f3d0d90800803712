import { checkAsText } from '../../../src/report/findings/check-text';
import { reportOn, RULE, service } from '../checking';

const ESCAPE = '\u001b[31m\u009b31m\u202e\u0007';

function textOn(files: { readonly [file: string]: string }): string {
  return checkAsText(reportOn(files));
}

test('groups findings by object, the worst first, then by line', () => {
  const report = reportOn({ 'b.yaml': service('web'), 'a.yaml': service('api') });
  const objects = [...new Set(report.findings.map(({ object }) => object))].map(({ file, line }) => ({ file, line }));
  expect(objects).toEqual([...objects].sort((one, other) => one.file < other.file ? -1 : one.file > other.file ? 1 : one.line - other.line));
  const ranks = report.findings.filter(({ object }) => object.name === 'web' && object.kind === 'Deployment')
    .map(({ severity, line }) => ['error', 'warning', 'info'].indexOf(severity) * 1e6 + line);
  expect(ranks).toEqual([...ranks].sort((one, other) => one - other));
  expect(checkAsText(report)).toMatch(/^Deployment shop\/api a\.yaml:2\n {2}error/m);
});

test('says of each finding the rule, the line, what users feel, and what to write', () => {
  const report = reportOn({ 'web.yaml': service('web') });
  const { message, fix, line } = report.findings.find(({ rule }) => rule.id === RULE)!;
  const [found] = checkAsText(report).split(/\n(?= {2}\w)/).filter(block => block.includes(`  error    ${RULE}, line ${line}\n`));
  expect(found.split(/\s+/).join(' ')).toContain(`${RULE}, line ${line} ${message} Fix: ${fix}`);
  expect(found).toMatch(/\n {11}\S.*\n {11}Fix: /s);
});

test('says once where to read more about each rule', () => {
  const text = textOn({ 'web.yaml': service('web') + service('api') });
  expect(text.split(`  ${RULE}\n    https://kubernetes.io/`)).toHaveLength(2);
  expect(text).toMatch(/^ {2}all rules\n {4}https:.*docs\/rules\.md$/m);
});

test('counts the objects with findings', () => {
  const { summary } = reportOn({ 'web.yaml': service('web') });
  expect(summary).toMatchObject({ objects: 2, accepted: 0, excluded: 0 });
  expect(summary.errors).toBeGreaterThan(0);
  expect(textOn({ 'web.yaml': service('web') })).toMatch(/^\d+ errors?.* in [12] of 2 objects$/m);
});

test('has at most 100 columns, whatever names are like, and leaves addresses whole', () => {
  const long = 'a'.repeat(250);
  const reason = { 'cdk8s-zero-downtime/acknowledge.prestop-missing': `${'because '.repeat(60)}${'x'.repeat(300)}` };
  const text = textOn({ [`${long}/${long}.yaml`]: service(long, { annotations: reason }) + 'a: [\n', 'b.yaml': service(long), 'c.yaml': service('web') });
  expect(text.split('\n').filter(line => line.length > 100 && !line.startsWith('    https://'))).toEqual([]);
});

test('lets no control character of the input reach the terminal', () => {
  const name = `web${ESCAPE}`;
  const text = textOn({
    [`${ESCAPE}.yaml`]: service(name, { namespace: ESCAPE, annotations: { [`cdk8s-zero-downtime/acknowledge.${RULE}`]: `because${ESCAPE}` } }),
    'problems.yaml': `${JSON.stringify({ apiVersion: 'v1', kind: ESCAPE, metadata: { name: 'x', labels: [] } })}\n---\n${ESCAPE}: [\n`,
  });
  expect(text).toContain('web\ufffd[31m');
  expect(text).toContain('because\ufffd[31m');
  expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}|\p{Cf}/u);
});

describe('of several clusters', () => {
  const files = { 'dev.yaml': service('web'), 'prod.yaml': service('web'), 'shared.yaml': service('api') };

  test('names them, and reports what belongs to all of them once', () => {
    const report = reportOn(files);
    expect(report.clusters).toEqual(['dev.yaml', 'prod.yaml']);
    expect(report.findings.filter(({ object, rule }) => object.name === 'api' && rule.id === RULE)).toHaveLength(1);
    expect(report.findings.filter(({ object, rule }) => object.name === 'web' && rule.id === RULE)).toHaveLength(2);
    expect(report.summary.objects).toBe(6);
    expect(checkAsText(report)).toMatch(/^2 clusters, since these files repeat objects; each is judged by itself:\n {2}dev\.yaml\n {2}prod\.yaml\n\n/);
  });

  test('says which one a finding is for, if it is not for all that have the object', () => {
    const [deployment, sends] = service('api').split(/(?=---\n)/);
    const report = reportOn({ 'dev.yaml': service('web'), 'prod.yaml': service('web') + sends, 'shared.yaml': deployment });
    const [found] = report.findings.filter(({ object, rule }) => object.name === 'api' && rule.id === RULE);
    expect(found.clusters).toEqual(['prod.yaml']);
    expect(checkAsText(report)).toContain('           Only in prod.yaml.\n');
  });

  test('an exception that is needed in one of them is needed', () => {
    const [deployment, sends] = service('api', { annotations: { [`cdk8s-zero-downtime/acknowledge.${RULE}`]: 'it waits by itself' } }).split(/(?=---\n)/);
    const { findings, exceptions } = reportOn({ 'dev.yaml': service('web'), 'prod.yaml': service('web') + sends, 'shared.yaml': deployment });
    expect(exceptions.map(({ object, reason }) => `${object.name}: ${reason}`)).toEqual(['api: it waits by itself']);
    expect(findings.filter(({ rule }) => rule.id === 'acknowledgement-hides-nothing')).toEqual([]);
  });

  test('names a cluster of many files by the first of its own', () => {
    const many = Object.fromEntries(['dev', 'prod'].flatMap(stage => [1, 2, 3].map(i => [`${stage}/${i}.yaml`, service(`web-${i}`)])));
    expect(reportOn(many).clusters).toEqual(['dev/1.yaml, dev/2.yaml and 1 more', 'prod/1.yaml, prod/2.yaml and 1 more']);
  });
});
