import { prestopCannotRun, prestopTooShort } from '../../../../../src/rules/check/stop';
import { scriptRefused as rule } from '../../../../../src/rules/check/stop/prestop-cannot-run/script-refused';
import { verdictsOn } from '../../judging';
import { hook, saidBy, verdict, web, WITHOUT_SERVICE } from '../changes';

const script = (text: string, shell = 'sh') => hook({ exec: { command: [shell, '-c', text] } });
const AT = 'spec.template.spec.containers[0].lifecycle.preStop.exec.command[2]';

test('fails when no command stands between & and ;, and only then', () => {
  const change = web(script('nodetool drain &; sleep 15; wait'));
  const said = [{
    at: AT,
    message: 'The preStop hook of container web runs a script that its shell refuses as a whole, since no command stands between & and ;: the hook fails, and SIGTERM is sent at once.',
    fix: `Set ${AT} to "nodetool drain & sleep 15; wait".`,
  }];
  expect(saidBy(rule, change)).toEqual(said);
  expect(saidBy(prestopCannotRun, change)).toEqual(said);
  expect(saidBy(prestopTooShort, change)).toEqual([]);
  expect(verdict(rule, web(script('nodetool drain & sleep 15; wait')))).toBe('passes');
});

test('zsh accepts it', () => {
  expect(verdict(rule, web(script('drain &; sleep 15', 'zsh')))).toBe('passes');
});

test('is a warning for pods without requests', () => {
  const severities = (change: string) => verdictsOn(rule, change)
    .flatMap(({ violations }) => violations.map(({ severity }) => severity));
  expect(severities(web(script('drain &; sleep 15')))).toEqual([undefined]);
  expect(severities(web(script('drain &; sleep 15')) + WITHOUT_SERVICE)).toEqual(['warning']);
});

test('does not apply without a command', () => {
  expect(verdict(rule, web(hook({ sleep: { seconds: 10 } })))).toBe('does not apply');
});
