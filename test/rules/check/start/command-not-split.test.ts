import { commandNotSplit } from '../../../../src/rules/check/start';
import { messagesOn, verdictsOn } from '../judging';

const web = (fields: string) => `kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, ${fields} }] } } }\n`;

test('finds a probe with its command line in one list item', () => {
  expect(verdictsOn(commandNotSplit, commandNotSplit.examples.failing)).toMatchObject([{
    object: { kind: 'Deployment' },
    violations: [{
      path: ['spec', 'template', 'spec', 'containers', 0, 'readinessProbe', 'exec', 'command'],
      message: 'Container web runs "curl -f localhost:8080" as the name of a program, since no shell splits it: '
        + 'its probe always fails, so no pod becomes ready, or each is restarted again and again.',
      fix: 'Set spec.template.spec.containers[0].readinessProbe.exec.command to ["curl", "-f", "localhost:8080"].',
    }],
  }]);
});

test.each([
  ['the command of a container', 'command: [node server.js]', 'it never starts, and the update gets stuck.'],
  ['a stop hook', 'lifecycle: { preStop: { $patch: replace, exec: { command: [sleep 10] } } }', 'its hook always fails'],
])('finds it in %s', (_, fields, consequence) => {
  expect(messagesOn(commandNotSplit, web(fields))).toEqual([expect.stringContaining(consequence)]);
});

test.each([
  ['a shell with its script', 'command: [/bin/sh, -c, exec node server.js]'],
  ['a program alone', 'command: [/bin/server]'],
  ['a Windows path', "command: ['C:\\Program Files\\web\\web.exe']"],
  ['arguments for the entrypoint of the image', 'args: [hello world]'],
])('does not report %s', (_, fields) => {
  expect(messagesOn(commandNotSplit, web(fields))).toEqual([]);
});

test('recommends a shell for a shell command line, if the image has one', () => {
  const [{ violations: [{ fix, byHand }] }] = verdictsOn(commandNotSplit, 'kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, command: ["cd /app && ./run"] }] } } }\n');
  expect([fix, byHand]).toEqual(['Set spec.template.spec.containers[0].command to ["/bin/sh", "-c", "cd /app && ./run"].', 'that the image has a shell']);
});
