import { timelinesAsHtml } from '../../../src/report/timeline/html';
import { timelinesAsJson } from '../../../src/report/timeline/json';
import { timelinesAsSvg } from '../../../src/report/timeline/svg';
import { timelinesAsText } from '../../../src/report/timeline/text';
import { timelineOf } from '../../../src/timeline/timeline-of';
import { numbers } from '../../timeline/numbers';

const plain = timelineOf(numbers());
const blocked = timelineOf(numbers({ name: 'shop/seed', budgets: [{ maxUnavailable: 0 }], assumptions: ['longest request: 30 s, since no annotation states it'] }));
const many = timelineOf(numbers({ name: 'shop/big', replicas: { min: 40, max: 200 } }));
const empty = timelineOf(numbers({ name: 'shop/idle', replicas: { min: 0, max: 5 } }));

const single = timelineOf(numbers({
  name: 'shop/one',
  replicas: { min: 1, max: 1 },
  stop: { stopDelay: 40, gracePeriod: 75, deregistrationDelay: 10, neededDelay: 10, longestWork: 30 },
}));

describe('text', () => {
  test('fits into 100 columns', () => {
    const lines = timelinesAsText([plain, blocked, many, empty]).split('\n');
    expect(lines.filter(line => line.length > 100)).toEqual([]);
  });

  test('shows each pod with SIGTERM and SIGKILL, and how many serve', () => {
    expect(timelinesAsText([plain]).split('\n').slice(0, 8)).toEqual([
      'shop/web',
      '',
      'Update at its slowest healthy pace: 0 to 2 min 8 s, 2 pods wanted',
      '1 old pod       ====================~~~~~~T:::::::::::::::   K',
      '1 old pod       =========================================~~~~~T::::::::::::::::   K',
      '1 new pod       ...............-----=================================================',
      '1 new pod                           ................-----============================',
      'serving         2222222222222223333322222222222222223333322222222222222222222222222222',
    ]);
  });

  test('shows a stopping pod that covers for its replacement as one that serves', () => {
    const lines = timelinesAsText([single]).split('\n');
    const drain = lines.findIndex(line => line.startsWith('Node drain, all pods on one node, at its slowest healthy pace: 0 to 80 s'));
    expect(lines.slice(drain + 1, drain + 4)).toEqual([
      '1 old pod       ########################~~~~~~~~~~~T:::::::::::::::::::::::::     K',
      '1 new pod       ........................---------====================================',
      'serving         1111111111111111111111111111111111111111111111111111111111111111111111',
    ]);
  });

  test('the legend names every sign', () => {
    const legend = timelinesAsText([plain]).split('\n\n').pop()!.replace(/\s+/g, ' ').trim();
    expect(legend).toBe('. starting - ready, not yet available = serving # stopping, but serves while no other pod does ~ stop delay '
      + ': after SIGTERM T SIGTERM K SIGKILL + 10 pods or more');
  });

  test('shows the first and the last few of many pods', () => {
    expect(timelinesAsText([many]).match(/… 32 more/g)).toHaveLength(4);
  });

  test('says that a drain is blocked, and what was assumed', () => {
    const text = timelinesAsText([blocked]);
    expect(text).toContain('Node drain: blocked. The budget allows no eviction.');
    expect(text).toContain('assumed         longest request: 30 s, since no annotation states it');
  });
});

test('a manifest that asks for a billion pods is drawn at once', () => {
  const billion = timelineOf(numbers({ replicas: { min: 1e9, max: 2e9 } }));
  expect(timelinesAsText([billion])).toContain('… 192 more');
  expect(billion.figures.leastAvailable).toBe(1e9);
});

describe('JSON', () => {
  test('has a version, and times in seconds', () => {
    const { version, timelines } = JSON.parse(timelinesAsJson([plain, blocked]));
    expect(version).toBe(1);
    expect(timelines[0]).toMatchObject({ name: 'shop/web', figures: { update: { best: 22, worst: 76 }, drain: { best: 15, worst: 72 } } });
    expect(timelines[1].drain.blocked).toBe('the budget allows no eviction');
  });
});

describe('SVG', () => {
  const svg = timelinesAsSvg([plain, blocked]);

  test('reads to those who cannot see it', () => {
    expect(svg).toMatch(/^<svg [^>]*role="img"[^>]*aria-labelledby="timeline-title timeline-desc">/);
    expect(svg).toContain('<title id="timeline-title">Updates and node drains of shop/web, shop/seed</title>');
    expect(svg).toMatch(/<desc id="timeline-desc">shop\/web: One pod 11 s to 38 s; Update 22 s to 76 s;.*Node drain blocked;/);
  });

  test('follows the colours of its reader, and prints', () => {
    expect(svg).toContain('prefers-color-scheme: dark');
    expect(svg).toContain('@media print');
  });

  test('marks SIGTERM and SIGKILL on every old pod, and nothing on new ones', () => {
    const once = timelinesAsSvg([plain]);
    expect(once.match(/>TERM</g)).toHaveLength(4);
    expect(once.match(/>KILL</g)).toHaveLength(4);
  });

  test.each([
    'starting', 'ready, not yet available', 'serving', 'stopping, but serves while no other pod does', 'stop delay', 'after SIGTERM', 'pods that serve', 'pods wanted',
    'TERM: SIGTERM', 'KILL: SIGKILL',
  ])('the legend has %s', entry => {
    expect(timelinesAsSvg([plain]).split('class="legend"')[1]).toContain(`>${entry}</text>`);
  });

  test('draws a stopping pod that covers for its replacement apart from one that serves nothing', () => {
    expect(timelinesAsSvg([single])).toMatch(/<rect class="covering"[^>]*><title>1 old pod: stopping, but serves while no other pod does, 0 s to 28 s</);
  });

  test('says in the drain that all pods are on one node', () => {
    expect(timelinesAsSvg([plain])).toContain('>all pods on one node, at its slowest healthy pace, 2 pods wanted<');
  });

  test('loads nothing and takes no markup from a name', () => {
    const hostile = timelinesAsSvg([{ ...plain, name: '</svg><script>alert(1)</script>&"\'\u0000' }]);
    expect(hostile).not.toContain('<script');
    expect(hostile).not.toMatch(/href|url\(|@import/);
    expect(hostile.match(/<\/svg>/g)).toHaveLength(1);
  });

  test('never contains NaN, Infinity or undefined, also for services without a pod or with hundreds', () => {
    expect(timelinesAsSvg([many, empty])).not.toMatch(/NaN|Infinity|undefined/);
  });
});

test('the page has the picture in it', () => {
  const html = timelinesAsHtml([plain]);
  expect(html).toContain('<title>Timeline of shop/web</title>');
  expect(html).toContain(timelinesAsSvg([plain]));
});

test('timelines that do not fit into a picture are counted, but not drawn', () => {
  const undrawn = Object.defineProperty({ ...plain }, 'totals', { get: () => { throw new Error('This is drawn.'); } });
  expect(timelinesAsSvg([...Array(50).fill(plain), undrawn])).toMatch(/\d+ more are not drawn/);
});
