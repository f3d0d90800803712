import { spawnSync } from 'node:child_process';
import { refusedScriptOf } from '../../src/manifests';

/** Whether a real shell can read it. */
const isRead = (shell: string, script: string): boolean => spawnSync(shell, ['-n', '-c', script]).status === 0;

describe.each(['sh', 'bash'])('%s refuses', shell => {
  test.each([
    ['drain &; sleep 15', 'drain & sleep 15'],
    ['drain & ; sleep 15', 'drain & sleep 15'],
    ['a &; b &; sleep 5', 'a & b & sleep 5'],
    ['echo "a &; b" &; sleep 5', 'echo "a &; b" & sleep 5'],
    ['(drain &; sleep 5)', '(drain & sleep 5)'],
  ])('%j', (script, meant) => {
    expect(isRead(shell, script)).toBe(false);
    expect(refusedScriptOf([`/bin/${shell}`, '-ec', script])).toEqual({ at: 2, meant });
    expect(isRead(shell, meant)).toBe(true);
  });
});

describe.each(['sh', 'bash'])('%s reads', shell => {
  test.each([
    'drain & sleep 15', 'echo "&;"', 'echo \'&;\'; sleep 5', 'echo \\&; sleep 5', 'sleep 5 # a &; b', 'case a in a) drain & ;; esac', 'a && b; c', 'a 2>&1; b',
    'cat <<EOF > /tmp/drain\nwait &; exit\nEOF\nsleep 5',
  ])('%j', script => {
    expect(isRead(shell, script)).toBe(true);
    expect(refusedScriptOf([shell, '-c', script])).toBeUndefined();
  });
});

test.each([[['zsh', '-c', 'a &; b']], [['sh', 'a &; b']], [['sh', '-c']], [['echo', '-c', 'a &; b']], [[]]])('finds no refused script in %j', command => {
  expect(refusedScriptOf(command)).toBeUndefined();
});

test('takes no time for a script that is made to take it', () => {
  expect(refusedScriptOf(['sh', '-c', `${'"'.repeat(4999)}${'\''.repeat(4999)}`])).toBeUndefined();
});
