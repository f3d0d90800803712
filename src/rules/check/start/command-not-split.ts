import { CommandLine, commandLinesOf } from '../../../analysis/pod/command-lines';
import { builtInPodSpec } from '../../../analysis/pod/pod-spec';
import { Path } from '../../../manifests';
import { shorten } from '../../../text';
import { edited, Fix } from '../../fixes/edited';
import { objectRule } from '../object-rule';

const CONSEQUENCE: { readonly [by in CommandLine['by']]: string } = {
  container: 'it never starts, and the update gets stuck',
  probe: 'its probe always fails, so no pod becomes ready, or each is restarted again and again',
  hook: 'its hook always fails, so the container is killed after its start, or SIGTERM is sent at once',
};

export const commandNotSplit = objectRule({
  id: 'command-not-split',
  severity: 'error',
  title: 'Command line written as one list item',
  impact: 'The update gets stuck at its first pod, or the hook that should delay SIGTERM never runs.',
  why: 'The first item of a command is the program. Without a shell it is not split into words, and no program has that name: a container fails with StartError, an exec probe or hook with an error.',
  fix: 'Write each word as a separate list item, or run a shell: [/bin/sh, -c, …].',
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

/** Characters with a meaning only for a shell. */
const SHELL = /["'`$;&|<>()*?~#\\\n{}[\]]/;

function fixOf(path: Path, line: string): Fix {
  return SHELL.test(line)
    ? edited([{ path, value: ['/bin/sh', '-c', line] }], { byHand: 'that the image has a shell' })
    : edited([{ path, value: line.trim().split(/\s+/) }]);
}
