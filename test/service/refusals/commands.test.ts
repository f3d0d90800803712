import { Duration } from 'cdk8s';
import { Handler, Probe } from 'cdk8s-plus-27';
import { AnyProps, expectRefusal, manifestsOf } from './refusal';
import { HealthCheck, PreStop } from '../../../src';

const IMAGE = 'registry.example.com/proxy:1.0.0';
const LINE = ['curl -f localhost:8080'];
const takes = Duration.seconds(10);

test.each<[string, AnyProps, string]>([
  ['a health check', { healthCheck: HealthCheck.command(LINE) }, 'healthCheck (HealthCheck.command)'],
  ['a liveness check', { livenessCheck: HealthCheck.command(LINE) }, 'livenessCheck (HealthCheck.command)'],
  ['a stop hook', { preStop: PreStop.command(LINE, { takes }) }, 'preStop (PreStop.command)'],
  ['the command of the application', { command: LINE }, 'command'],
  ['the command of the application beside arguments', { command: LINE, args: ['-v'] }, 'command'],
  ['the command of a sidecar', { sidecars: [{ name: 'proxy', image: IMAGE, command: LINE }] }, 'sidecars[0].command'],
  ['a start hook', { postStart: Handler.fromCommand(LINE) }, 'postStart (Handler.fromCommand)'],
  ['a probe of a sidecar', { sidecars: [{ name: 'proxy', image: IMAGE, readiness: Probe.fromCommand(LINE) }] }, 'sidecars[0].readiness (Probe.fromCommand)'],
  ['a hook of a sidecar', { sidecars: [{ name: 'proxy', image: IMAGE, lifecycle: { preStop: Handler.fromCommand(LINE) } }] }, 'sidecars[0].lifecycle.preStop (Handler.fromCommand)'],
])('fails when %s is a whole command line in one word', (_, props, prop) => {
  expectRefusal(props, {
    prop,
    given: '["curl -f localhost:8080"]',
    allowed: 'a list of words of which the first is the program',
    because: 'No shell splits the line, and no program has that name: ',
    remedy: "write ['curl', '-f', 'localhost:8080']",
  });
});

test.each<[string, string[], string]>([
  ['with quotes', ['echo "a b"'], "write ['/bin/sh', '-c', '…'], or the words as a list of strings"],
  ['with shell operators', ['sync && sleep 5'], "write ['/bin/sh', '-c', '…'], or the words as a list of strings"],
])('the remedy for a line %s is a shell', (_, command, remedy) => {
  expectRefusal({ command }, { prop: 'command', given: JSON.stringify(command), allowed: 'a list of words', because: 'name', remedy });
});

test.each<[string, AnyProps]>([
  ['a script for a shell', { command: ['/bin/sh', '-c', 'exec node server.js'] }],
  ['a program with a space in its path, and arguments', { command: ['/opt/my app/run', '--quick'] }],
  ['a program alone', { healthCheck: HealthCheck.command(['/bin/check']) }],
  ['arguments with spaces for the entrypoint of the image', { args: ['hello world'] }],
])('takes %s', (_, props) => {
  expect(manifestsOf(props)).toContain('kind: Deployment');
});

test.each<[string, AnyProps, string, string]>([
  ['the application', { command: [''] }, 'command', '[""]'],
  ['the application, before its arguments', { command: [' ', '-v'] }, 'command', '[" ","-v"]'],
  ['a sidecar', { sidecars: [{ name: 'proxy', image: IMAGE, command: [''] }] }, 'sidecars[0].command', '[""]'],
])('fails when the command of %s names no program', (_, props, prop, given) => {
  expectRefusal(props, {
    prop,
    given,
    allowed: 'a list of words of which the first is the program',
    because: 'Containers do not start with it',
    remedy: 'name the program, or leave it out',
  });
});

test.each<[string, AnyProps, string]>([
  ['the application', { workingDir: 'app' }, 'workingDir'],
  ['an init container', { initContainers: [{ name: 'migrate', image: IMAGE, workingDir: 'app' }] }, 'initContainers[0].workingDir'],
])('fails when the working directory of %s is relative', (_, props, prop) => {
  expectRefusal(props, {
    prop,
    given: '"app"',
    allowed: "a path that begins with '/', such as '/app'",
    because: 'Container runtimes do not start a container in a relative directory: the rollout stops at its first pod.',
    remedy: 'write the absolute path',
  });
});

test('takes an empty command and an empty working directory, which are those of the image', () => {
  expect(manifestsOf({ command: [], workingDir: '' })).toContain('kind: Deployment');
});
