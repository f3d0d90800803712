import { CommandLine, commandLinesOf } from '../../../analysis/pod/command-lines';
import { builtInPodSpec } from '../../../analysis/pod/pod-spec';
import { Path } from '../../../manifests';
import { shorten } from '../../../text';
import { edited, Fix } from '../../fixes/edited';
import { objectRule } from '../object-rule';

const CONSEQUENCE: { readonly [by in CommandLine['by']]: string } = {
  container: 'it never starts, and the update gets stuck',
  probe: 'its probe fails each time: no pod gets ready, or each is restarted for ever',
  hook: 'its hook fails each time: it is killed after its start, or SIGTERM comes at once',
};

export const commandNotSplit = objectRule({
  id: 'command-not-split',
  severity: 'error',
  title: 'Command line written as one word',
  impact: 'The update gets stuck at its first pod, or the hook that should hold SIGTERM back never runs.',
  why: 'The first word of a command is the program. No shell splits it, so that no program has that name: a container fails with StartError, an exec probe or hook with an error.',
  fix: 'Write each word as an item of the list, or run a shell: [/bin/sh, -c, …].',
  reference: 'https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/#run-a-command-in-a-shell',
  examples: {
    failing: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, readinessProbe: { $patch: replace, exec: { command: [curl -f localhost:8080] } } }] } } }
`,
    passing: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, readinessProbe: { $patch: replace, exec: { command: [curl, -f, "localhost:8080"] } } }] } } }
`,
  },
  judge: object => {
    const spec = builtInPodSpec(object);
    return spec && commandLinesOf(spec).map(({ container, by, path, line }) => ({
      path,
      message: `Container ${shorten(container)} runs ${JSON.stringify(shorten(line))} as the name of a program, since no shell splits it: ${CONSEQUENCE[by]}.`,
      ...fixOf(path, line),
    }));
  },
});

/** What only a shell takes for more than a word. */
const SHELL = /["'`$;&|<>()*?~#\\\n{}[\]]/;

function fixOf(path: Path, line: string): Fix {
  return SHELL.test(line)
    ? edited([{ path, value: ['/bin/sh', '-c', line] }], { byHand: 'that the image has a shell' })
    : edited([{ path, value: line.trim().split(/\s+/) }]);
}
