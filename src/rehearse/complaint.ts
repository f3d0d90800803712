import type { Answer } from './kubectl';
import { forbidden } from '../sources/cluster/forbidden';
import { noAnswer } from '../sources/cluster/no-answer';
import { shorten, show } from '../text';

/** The error of a call of kubectl, as a sentence, and its remedy. */
export function complaintOf({ stderr, failure }: Answer): string {
  switch (failure) {
    case 'missing': return 'kubectl is not installed, or not on the PATH. Install it.';
    case 'timeout': return 'kubectl did not answer in time. Does it wait for a login? Run `kubectl get namespaces` to see.';
    case 'too large': return 'The response of the cluster is too large to read at once.';
    case 'interrupted': return 'The rehearsal was interrupted.';
    default: break;
  }
  const lines = stderr.split('\n').map(line => line.trim()).filter(line => line !== '' && !/^([EWI]\d{4} |Warning: )/.test(line));
  // kubectl repeats the same line for each object.
  const sentences = [...new Set(lines.map(lineInWords))].slice(0, 5);
  return sentences.join(' ') || 'kubectl failed without a message. Run `kubectl get namespaces` to see why.';
}

function lineInWords(line: string): string {
  const denial = forbidden(line);
  if (denial) {
    const { user, verb, resource, namespace } = denial;
    const flag = namespace === undefined ? '' : ` --namespace=${shorten(namespace)}`;
    return `${show(user)} is not allowed to ${shorten(verb)} ${shorten(resource)}. Give it a ${namespace === undefined ? 'ClusterRole' : 'Role'} with this verb; `
      + `\`kubectl auth can-i ${shorten(verb)} ${shorten(resource)}${flag}\` shows whether it has it.`;
  }
  return noAnswer(line) ?? `kubectl reported: ${shorten(line.replace(/^error: /i, ''), 300).replace(/\.$/, '')}.`;
}
