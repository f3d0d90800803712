import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { rehearsalAsHtml } from '../../../src/report/rehearsal/html';
import { rehearsalAsJson } from '../../../src/report/rehearsal/json';
import { rehearsalAsMarkdown } from '../../../src/report/rehearsal/markdown';
import { progressLine } from '../../../src/report/rehearsal/progress';
import { rehearsalAsSvg } from '../../../src/report/rehearsal/svg';
import { rehearsalAsText } from '../../../src/report/rehearsal/text';
import { at } from '../../rehearse/explain/scenes';
import { FAILURES, rehearsal, run } from '../../rehearse/rehearsals';

const CLEAN = rehearsal();
const FAILED = rehearsal([run({ stopDelay: 0, failures: FAILURES })]);
const REPEATED = rehearsal([...FAILED.runs, run(), run({ stopDelay: 0, failures: FAILURES.slice(0, 1) })]);
const VOID = rehearsal([run({ pods: 2, late: 3, unfinished: 'web has 1 of 3 new pods available after 600 s' })]);
const MANY = rehearsal([run({ pods: 30 })]);
const EMPTY = rehearsal([{ phases: [], attempts: [], pods: [], notes: [], explanations: [] }]);
const ALL = { CLEAN, FAILED, REPEATED, VOID, MANY, EMPTY };

const FORMATS = { rehearsalAsText, rehearsalAsJson, rehearsalAsMarkdown, rehearsalAsSvg, rehearsalAsHtml };

describe('text', () => {
  test('says what failed, when, why, and what to do', () => {
    expect(rehearsalAsText(FAILED)).toMatchSnapshot();
  });

  test.each(Object.entries(ALL))('fits into 100 columns: %s', (_, each) => {
    expect(rehearsalAsText(each).split('\n').filter(line => line.length > 100)).toEqual([]);
    for (const width of [50, 60, 80]) {
      expect(rehearsalAsText(each, { width }).split('\n').filter(line => line.length > width)).toEqual([]);
    }
  });

  test('bounds what was not seen to fail, of requests since the disturbance began', () => {
    expect(rehearsalAsText(CLEAN))
      .toContain('0 of 1,450 requests failed during the update and after it: fewer than 1 in 480 at 95 %.\n0 of 500 requests failed');
  });

  test('bounds nothing of a result that is void, and says so first', () => {
    const text = rehearsalAsText(VOID);
    expect(text).not.toContain('fewer than');
    expect(text).toMatch(/VOID: 51 of 1,650 requests were sent late [^]*UNFINISHED: web has 1 of 3 new pods available after 600 s\.\n0 of/);
  });

  test('counts failures of the same cause in all runs together, and shows each rule once', () => {
    const text = rehearsalAsText(REPEATED);
    expect(text).toContain('44 × connection refused, new connections; run 1, 6.3 s to 7.1 s; run 3, 6.3 s to 7.1 s');
    expect(text.match(/Fix: /g)).toHaveLength(1);
  });
});

describe('JSON', () => {
  const SCHEMA = JSON.parse(readFileSync(join(__dirname, '..', '..', '..', 'docs', 'rehearse.schema.json'), 'utf8'));
  const CLOSED = JSON.parse(JSON.stringify(SCHEMA), (_, value) =>
    value?.type === 'object' && !value.additionalProperties ? { ...value, additionalProperties: false } : value);

  test.each(Object.entries(ALL))('fits docs/rehearse.schema.json, and has no field that it does not know: %s', (_, each) => {
    const ajv = new Ajv({ strict: false });
    ajv.validate(CLOSED, JSON.parse(rehearsalAsJson(each)));
    expect(ajv.errors).toBeNull();
  });

  test('has each failure, and of all others the numbers of each second, which add up', () => {
    const { sent, failed, quiet, runs: [only] } = JSON.parse(rehearsalAsJson(FAILED));
    const sum = (of: string) => only.seconds.reduce((total: number, second: any) => total + second[of], 0);
    expect([sent + quiet.sent, failed]).toEqual([sum('sent'), sum('failed')]);
    expect(only.failures).toHaveLength(37);
    expect(FAILED.runs[0].attempts).toHaveLength(sum('sent'));
  });

  test('has no value of a header', () => {
    expect(rehearsalAsJson(FAILED)).not.toContain('secret');
    expect(JSON.parse(rehearsalAsJson(FAILED)).load.requests).toEqual([{ method: 'GET', path: '/orders', headers: ['authorization'] }]);
  });
});

describe('SVG and HTML', () => {
  test('show requests and pods on one time axis', () => {
    const short = run({ pods: 1, start: 2, stopDelay: 0, failures: [{ from: 14.3, count: 2 }] });
    expect(rehearsalAsSvg(rehearsal([short]))).toMatchSnapshot();
  });

  test('never show NaN, Infinity or undefined, whatever is missing', () => {
    for (const each of Object.values(ALL)) { expect(rehearsalAsHtml(each)).not.toMatch(/NaN|Infinity|undefined/); }
  });

  test('show all pods of an update of thirty', () => {
    expect(rehearsalAsSvg(MANY)).not.toContain('more</text>');
  });
});

describe('whatever a cluster says', () => {
  const HOSTILE = '</text></svg><script>alert(1)</script>\u001b[2J\u202e';
  const { pods: [first, ...others], ...rest } = FAILED.runs[0];
  const hostile = rehearsal([{
    ...rest,
    pods: [
      { ...first, name: HOSTILE, revision: HOSTILE, exits: [{ at: at(20), container: HOSTILE, code: 1, reason: HOSTILE }] },
      ...others,
    ],
    attempts: rest.attempts.map((attempt, i) => i === 3 ? { ...attempt, version: HOSTILE } : attempt),
    notes: [{ at: at(11), text: HOSTILE }],
    explanations: [{ ...rest.explanations[0], event: HOSTILE, rule: { id: 'x', object: HOSTILE, message: HOSTILE, fix: HOSTILE } }],
    unfinished: HOSTILE,
  }], {
    id: HOSTILE,
    context: HOSTILE,
    namespace: HOSTILE,
    predictions: [{ label: HOSTILE, predicted: { best: 1, worst: 2 }, measured: [] }],
  });

  test.each(Object.entries(FORMATS))('acts on no terminal: %s', (_, format) => {
    expect(format(hostile)).not.toMatch(/[\u001b]/);
  });

  test.each([['SVG', rehearsalAsSvg], ['HTML', rehearsalAsHtml], ['Markdown', rehearsalAsMarkdown]])('makes no element: %s', (_, format) => {
    // Between backticks, Markdown takes it for text.
    expect(format(hostile).replace(/`[^`]*`/g, '')).not.toContain('<script');
  });
});

describe('the line of progress', () => {
  const pods = { starting: 1, serving: 2, unready: 0, stopping: 1, draining: 0 };
  const PROGRESS = { doing: 'update', elapsed: 12.7, requests: 12_345, failed: 3, pods };

  test('says what is done, what failed, and what pods do', () => {
    expect(progressLine(PROGRESS, 100)).toBe('update 12 s 3 failed of 12,345 requests | pods: 1 starting, 2 ready, 1 stopping');
  });

  test.each([80, 40, 20, 5, 0])('is not wider than %i columns', width => {
    expect(progressLine(PROGRESS, width).length).toBeLessThanOrEqual(width);
  });
});
