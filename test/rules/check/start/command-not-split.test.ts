import { commandNotSplit } from '../../../../src/rules/check/start';
import { messagesOn, verdictsOn } from '../judging';

const web = (fields: string) => `kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, ${fields} }] } } }\n`;

test('finds a probe that asks by a command line in one word', () => {
  expect(verdictsOn(commandNotSplit, commandNotSplit.examples.failing)).toMatchObject([{
    object: { kind: 'Deployment' },
    violations: [{
      path: ['spec', 'template', 'spec', 'containers', 0, 'readinessProbe', 'exec', 'command'],
      message: 'Container web runs "curl -f localhost:8080" as the name of a program, since no shell splits it: '
        + 'its probe fails each time: no pod gets ready, or each is restarted for ever.',
      fix: 'Set spec.template.spec.containers[0].readinessProbe.exec.command to ["curl", "-f", "localhost:8080"].',
    }],
  }]);
});

test.each([
  ['the command of a container', 'command: [node server.js]', 'it never starts, and the update gets stuck.'],
  ['a stop hook', 'lifecycle: { preStop: { $patch: replace, exec: { command: [sleep 10] } } }', 'its hook fails each time'],
])('finds it in %s', (_, fields, consequence) => {
  expect(messagesOn(commandNotSplit, web(fields))).toEqual([expect.stringContaining(consequence)]);
});

test.each([
  ['a shell with its script', 'command: [/bin/sh, -c, exec node server.js]'],
  ['a program alone', 'command: [/bin/server]'],
  ['a path of Windows', "command: ['C:\\Program Files\\web\\web.exe']"],
  ['arguments for the entrypoint of the image', 'args: [hello world]'],
])('says nothing of %s', (_, fields) => {
  expect(messagesOn(commandNotSplit, web(fields))).toEqual([]);
});

test('a line for a shell is given to one, if the image has it', () => {
  const [{ violations: [{ fix, byHand }] }] = verdictsOn(commandNotSplit, 'kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, command: ["cd /app && ./run"] }] } } }\n');
  expect([fix, byHand]).toEqual(['Set spec.template.spec.containers[0].command to ["/bin/sh", "-c", "cd /app && ./run"].', 'that the image has a shell']);
});
