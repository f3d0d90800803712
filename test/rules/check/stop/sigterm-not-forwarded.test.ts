import { saidBy, verdict, web, WITHOUT_SERVICE } from './changes';
import { sigtermNotForwarded as rule } from '../../../../src/rules/check/stop';

const AT = 'spec.template.spec.containers[0].command';
const running = (...command: string[]) => web({ command });
const script = (text: string, shell = 'sh', image?: string) => web({ command: [shell, '-c', text], ...image === undefined ? {} : { image } });

test('finds a script of Debian\'s sh', () => {
  expect(saidBy(rule, script('./server'))).toEqual([{
    at: AT,
    message: 'The command of container web is a script for sh. SIGTERM is sent to the shell, which, if it is that of Debian, does not forward it: the application keeps running until SIGKILL cuts its requests.',
    fix: `Put \`exec\` before the last command in ${AT}, and add nothing after it.`,
  }]);
});

test('finds a script whose shell never replaces itself', () => {
  expect(saidBy(rule, script('./server | tee /tmp/log', '/bin/bash'))).toEqual([{
    at: AT,
    message: 'The command of container web is a script for bash. SIGTERM is sent to the shell, which does not forward it: the application keeps running until SIGKILL cuts its requests.',
    fix: `Put \`exec\` before the last command in ${AT}, and add nothing after it.`,
  }]);
});

test('finds npm', () => {
  expect(saidBy(rule, running('npm', 'run', 'start'))).toEqual([{
    at: AT,
    message: 'The command of container web is npm run start: SIGTERM is sent to that, which does not reliably forward it, so the application may keep running until SIGKILL cuts its requests.',
    fix: `Set ${AT} to what the script of package.json runs, such as ["node", "server.js"].`,
  }]);
});

test.each([
  ['./server & wait'], ['./server &\nwait'], ['./a & ./b & wait -n'], ['cd /app && ./server 2>&1 | tee log'], ['cd /app; ./server | cat'], ['set -e\n./server | cat'],
])('no shell forwards SIGTERM in %j', text => {
  expect(verdict(rule, script(text, 'bash'))).toBe('fails');
  expect(verdict(rule, script(text, 'sh', 'alpine:3'))).toBe('fails');
});

test.each([['./server'], ['cd /app && ./server --port 80'], ['cd /app; ./server'], ['cd /app\n./server'], ['PORT=80 ./server'], ['a | b; ./server'], ['a || ./server']])(
  'dash does not replace itself with the last command of %j, others do', text => {
    expect(verdict(rule, script(text))).toBe('fails');
    expect(verdict(rule, script(text, '/bin/dash'))).toBe('fails');
    expect(verdict(rule, script(text, 'bash'))).toBe('passes');
    expect(verdict(rule, script(text, 'ash'))).toBe('passes');
  });

test.each([
  ['node:22-alpine'], ['busybox'], ['cgr.dev/chainguard/wolfi-base'], ['chainguard/node:dev'], ['registry.access.redhat.com/ubi9'], ['rhel8/nginx'], ['fedora:40'], ['centos:7'],
  ['rockylinux:9'], ['almalinux:9'], ['amazonlinux:2023'],
])('the sh of %s is not dash', image => {
  expect(verdict(rule, script('./server', 'sh', image))).toBe('passes');
});

test.each([
  ['exec ./server'], ['cd /app && exec ./server'], ['cd /app\nexec ./server'], ['(exec ./server)'], ['trap stop TERM; ./server & wait'],
  ['if true; then ./server; fi'], ['while true; do ./server; done'], ['cd /app; for i in a; do ./server; done'], ['a && { ./server; }'], ['until ./server; do :; done'],
  ['case x in *) ./server;; esac'], ['function f { :; }; f'], ['( ./server )'], ['select x in y; do z; done'],
])('%j is not judged', text => {
  expect(verdict(rule, script(text))).toBe('passes');
});

test('words in quotes are not commands', () => {
  expect(verdict(rule, script('./server --title "a | b" --other \'exec it\'', 'sh'))).toBe('fails');
  expect(verdict(rule, script('./server --title "a \\" | b" --other \'x | y\'', 'bash'))).toBe('passes');
  expect(verdict(rule, script('./server \\\n | cat', 'bash'))).toBe('fails');
});

test('a script that is too long is not judged', () => {
  expect(verdict(rule, script('./server '.padEnd(2_000, 'x')))).toBe('fails');
  expect(verdict(rule, script('./server '.padEnd(2_001, 'x')))).toBe('passes');
});

test.each([
  [['npm', 'start']], [['yarn', 'start']], [['pnpm', 'start']], [['/usr/local/bin/npm', 'start']], [['bash', '-c', 'npm start']], [['bash', '-c', 'cd /app && exec npm start']],
  [['bash', '-lc', 'cd /app; yarn start']], [['bash', '-e', '-c', './a | b']], [['bash', '-c', 'cd /app\nnpm run serve']],
])('%j starts the application below a script runner', command => {
  expect(verdict(rule, running(...command))).toBe('fails');
});

test.each([
  [['node', 'server.js']], [['./server']], [['npm']], [['npmx', 'start']], [['/npm/server', 'start']], [['sh', 'start.sh']], [['bash', '-c']], [['bash']], [['fish', '-c', 'npm-check x']],
  [['tini', '--', 'sh', '-c', './server']], [['-c', './server']], [['shell', '-c', './a | b']], [['bash', '-check', './a | b']], [['bash', 'x-c', './a | b']], [['oh sh', '-c', './a | b']],
  [['bash', '-c', './server & wait; ./other']], [['xnpm', 'start']],
])('%j passes', command => {
  expect(verdict(rule, running(...command))).toBe('passes');
});

test('the script may be among the arguments', () => {
  expect(saidBy(rule, web({ command: ['/bin/sh'], args: ['-c', './server'] }))).toMatchObject([{
    at: 'spec.template.spec.containers[0].args', fix: 'Put `exec` before the last command in spec.template.spec.containers[0].args, and add nothing after it.',
  }]);
});

test('passes arguments alone, which the entrypoint of the image most likely runs directly', () => {
  expect(saidBy(rule, web({ args: ['npm', 'start'] }))).toMatchObject([{
    at: 'spec.template.spec.containers[0].args', fix: 'Set spec.template.spec.containers[0].args to what the script of package.json runs, such as ["node", "server.js"].',
  }]);
  expect(verdict(rule, web({ args: ['sh', '-c', './server'] }))).toBe('fails');
  expect(verdict(rule, web({ args: ['--port', '80'] }))).toBe('passes');
});

test('does not apply without a command, or if the pods receive no requests', () => {
  expect(verdict(rule, web({}))).toBe('does not apply');
  expect(verdict(rule, script('./server') + WITHOUT_SERVICE)).toBe('does not apply');
  expect(verdict(rule, 'kind: Deployment\nspec: { template: { spec: { containers: null } } }\n')).toBe('does not apply');
});
