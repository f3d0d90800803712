import { findingsAsText } from '../../../src/report/findings/text';
import { exampleManifests } from '../../../src/rules/examples';
import { reportOn, RULE, service } from '../../engine/checking';
import { reportBetween, reportOnChange, RUNNING, TIGHTENED } from '../../engine/diffing';

const ESCAPE = '\u001b[31m\u009b31m\u202e\u0007';

function textOn(files: { readonly [file: string]: string }): string {
  return findingsAsText(reportOn(files));
}

test('groups findings by object, the worst first, then by line', () => {
  const report = reportOn({ 'b.yaml': service('web'), 'a.yaml': service('api') });
  const objects = [...new Set(report.findings.map(({ object }) => object))].map(({ file, line }) => ({ file, line }));
  expect(objects).toEqual([...objects].sort((one, other) => {
    if (one.file < other.file) { return -1; }
    return one.file > other.file ? 1 : one.line - other.line;
  }));
  const ranks = report.findings.filter(({ object }) => object.name === 'web' && object.kind === 'Deployment')
    .map(({ severity, line }) => ['error', 'warning', 'info'].indexOf(severity) * 1e6 + line);
  expect(ranks).toEqual([...ranks].sort((one, other) => one - other));
  expect(findingsAsText(report)).toMatch(/^Deployment shop\/api a\.yaml:2\n {2}error/m);
});

test('says of each finding the rule, the line, what users feel, and what to write', () => {
  const report = reportOn({ 'web.yaml': service('web') });
  const { message, fix, line } = report.findings.find(({ rule }) => rule.id === RULE)!;
  const [found] = findingsAsText(report).split(/\n(?= {2}\w)/).filter(block => block.includes(`  error    ${RULE}, line ${line}\n`));
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
  expect(summary).toMatchObject({ objects: 2, acknowledged: 0, excluded: 0 });
  expect(summary.errors).toBeGreaterThan(0);
  expect(textOn({ 'web.yaml': service('web') })).toMatch(/^\d+ errors?.* in [12] of 2 objects(; .*)?$/m);
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
  const [dev, prod] = ['dev', 'prod'].map(stage => service('web', { annotations: { stage } }));
  const files = { 'dev.yaml': dev, 'prod.yaml': prod, 'shared.yaml': service('api') };

  test('names them, and reports what belongs to all of them once', () => {
    const report = reportOn(files);
    expect(report.clusters).toEqual(['dev.yaml', 'prod.yaml']);
    expect(report.findings.filter(({ object, rule }) => object.name === 'api' && rule.id === RULE)).toHaveLength(1);
    expect(report.findings.filter(({ object, rule }) => object.name === 'web' && rule.id === RULE)).toHaveLength(2);
    expect(report.summary.objects).toBe(6);
    expect(findingsAsText(report)).toMatch(/^2 clusters, since these files contain different versions of an object; each is judged separately:\n {2}dev\.yaml\n {2}prod\.yaml\n\n/);
  });

  test('says which one a finding is for, if it is not for all that have the object', () => {
    const [deployment, sends] = service('api').split(/(?=---\n)/);
    const report = reportOn({ 'dev.yaml': dev, 'prod.yaml': prod + sends, 'shared.yaml': deployment });
    const [found] = report.findings.filter(({ object, rule }) => object.name === 'api' && rule.id === RULE);
    expect(found.clusters).toEqual(['prod.yaml']);
    expect(findingsAsText(report)).toContain('           Only in prod.yaml.\n');
  });

  test('an acknowledgement that is needed in one of them is needed', () => {
    const [deployment, sends] = service('api', { annotations: { [`cdk8s-zero-downtime/acknowledge.${RULE}`]: 'it waits by itself' } }).split(/(?=---\n)/);
    const { findings, acknowledged } = reportOn({ 'dev.yaml': dev, 'prod.yaml': prod + sends, 'shared.yaml': deployment });
    expect(acknowledged.map(({ object, acknowledgement }) => `${object.name}: ${acknowledgement?.reason}`)).toEqual(['api: it waits by itself']);
    expect(findings.filter(({ rule }) => rule.id === 'acknowledgement-hides-nothing')).toEqual([]);
  });

  test('names a cluster of many files by the first of its own', () => {
    const many = Object.fromEntries(['dev', 'prod'].flatMap(stage => [1, 2, 3].map(i => [`${stage}/${i}.yaml`, service(`web-${i}`, { annotations: { stage } })])));
    expect(reportOn(many).clusters).toEqual(['dev/1.yaml, dev/2.yaml and 1 more', 'prod/1.yaml, prod/2.yaml and 1 more']);
  });
});

describe('a comparison', () => {
  test('fits into 100 columns, but for addresses', () => {
    const lines = findingsAsText(reportOnChange(TIGHTENED)).split('\n').filter(line => line.length > 100);
    expect(lines.filter(line => !/https?:/.test(line))).toEqual([]);
  });

  test('says first what is wrong and how to get there, then what restarts, and at the end what it comes to', () => {
    const lines = findingsAsText(reportOnChange(TIGHTENED)).split('\n');
    expect(lines[0]).toMatch(/^Service shop\/web new\/web\.yaml:\d+$/);
    expect(lines[1]).toMatch(/^ {2}error {4}service-selector-tightened, line \d+$/);
    expect(lines.join(' ')).toMatch(/Fix: Change spec\.selector one release later than the labels\. Release 1: this change, but/);
    expect(lines).toContain('What restarts');
    expect(lines.join('\n')).toMatch(/\nWhat restarts\n {2}Deployment shop\/web, [\d a-z]+ to [\d a-z]+\n/);
    expect(lines.join('\n')).toMatch(/\n2 objects change; 3 objects in all\.\n1 Deployment restarts, [^;]+;\s+capacity never under 100 % in rollouts;\s+1\s+change would\s+drop requests or get\s+stuck\.\n$/);
  });

  test('draws the timeline of each restart when that is asked for', () => {
    expect(findingsAsText(reportOnChange(TIGHTENED))).not.toContain('1 old pod');
    expect(findingsAsText(reportOnChange(TIGHTENED), { timelines: true })).toMatch(/\nWhat restarts\n\nshop\/web\n.*1 old pod/s);
  });

  test('says once what is equal for many objects but for their names', () => {
    const many = (change: string) => ['alpha', 'beta', 'gamma'].map(name => exampleManifests(change).replaceAll('web', name)).join('---\n');
    const text = findingsAsText(reportBetween({ 'old/all.yaml': many('') }, { 'new/all.yaml': many(TIGHTENED) }));
    expect(text.match(/service-selector-tightened, line/g)).toHaveLength(1);
    expect(text).toMatch(/\n {2}The same for:\n {11}Service shop\/beta new\/all\.yaml:\d+\n {11}Service shop\/gamma new\/all\.yaml:\d+\n/);
    expect(text.replace(/\s+/g, ' ')).toContain('3 changes would drop requests or get stuck.');
  });

  test('is one calm sentence when nothing would be noticed', () => {
    expect(findingsAsText(reportOnChange(''))).toBe('Nothing changes; 3 objects in all.\nNo workload restarts; no change was found that users would notice.\n');
  });

  test('compares nothing where not all could be read: what is missing would seem to be removed', () => {
    const report = reportBetween({ 'old/web.yaml': RUNNING }, { 'new/web.yaml': `${RUNNING.split('---')[0]}---\na: [\n` });
    expect(report).toMatchObject({ findings: [], restarts: [] });
    expect(findingsAsText(report)).toMatch(/This document cannot be read.*\n\nNothing was compared, since not all of the input could be read\.\n$/s);
  });
});

test('a fix that needs a decision says what to check before', () => {
  const single = service('web').replace('"replicas": 2', '"replicas": 1');
  expect(textOn({ 'web.yaml': single })).toMatch(/\n {11}Fix: Set spec\.replicas to 2[^]*?\n {11}Before that, check whether two pods may run at the same time\.\n/);
});
