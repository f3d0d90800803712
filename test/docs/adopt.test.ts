import { blocksOf, PAGES } from './markdown';
import { synthesized } from './snippets';
import { command, inWorkspace, write } from '../cli/workspace';

const PAGE = PAGES.get('docs/adopt-a-running-deployment.md')!;
const [RUNNING] = blocksOf(PAGE, 'yaml');
const [ADOPTING] = blocksOf(PAGE, 'ts');

const releaseOf = (release: number): string => {
  process.env.RELEASE = `${release}`;
  try { return synthesized(ADOPTING); } finally { delete process.env.RELEASE; }
};

describe('the adoption of a hand-written Deployment', () => {
  inWorkspace();

  const STATES = [RUNNING, ...[1, 2, 3].map(releaseOf)];

  const judged = (before: number, after: number): { code: number; out: string } => {
    write('before.yaml', STATES[before]);
    write('after.yaml', STATES[after]);
    return command(['diff', 'before.yaml', 'after.yaml', '--fail-on', 'warning']);
  };

  test.each([1, 2, 3])('`diff` finds nothing in release %i', release => {
    expect(judged(release - 1, release)).toMatchObject({ code: 0, out: expect.stringMatching(/no change was\s+found that users would notice/) });
  });

  test('the Deployment restarts in release 1 only', () => {
    expect([1, 2, 3].map(release => /(\d+|No) \w+ restarts?/.exec(judged(release - 1, release).out)![1])).toEqual(['1', 'No', 'No']);
  });

  test.each([2, 3])('`diff` has an error for release %i without those before it', release => {
    expect(judged(0, release)).toMatchObject({ code: 1, out: expect.stringContaining('service-selector-tightened') });
  });

  test.each([1, 2, 3])('`check` finds nothing in release %i', release => {
    write('after.yaml', STATES[release]);
    expect(command(['check', 'after.yaml', '--fail-on', 'warning'])).toMatchObject({ code: 0 });
  });

  test('`check` finds in what runs why its pods lose requests', () => {
    write('before.yaml', RUNNING);
    expect(command(['check', 'before.yaml']).out).toContain('prestop-missing');
  });
});
