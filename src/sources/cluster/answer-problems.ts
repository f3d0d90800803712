import { ManifestObject, InputProblem } from '../../manifests';
import { shorten, show } from '../../text';
import { ToolResult } from '../run-tool';
import { sourceError } from '../source-error';
import { Forbidden, forbidden, forbiddenProblems } from './forbidden';
import { Kubectl } from './kubectl';
import { noAnswer } from './no-answer';

const UNKNOWN_KIND = /no matches for kind "([^"]*)" in version "([^"]*)"/;

/** What a response of kubectl contains besides objects. A missing object is not a problem. */
export function answerProblems(source: string, result: ToolResult, kubectl: Kubectl): InputProblem[] {
  switch (result.failure) {
    case 'missing': return [sourceError(source, 'kubectl is not installed, or not on the PATH. Install it, or compare two folders instead.')];
    case 'timeout': return [sourceError(source, 'kubectl did not answer within 3 minutes. Does it wait for a login? Run `kubectl get namespaces` to see.')];
    case 'too large': return [sourceError(source, 'The response of the cluster is too large to read at once. Narrow the selector, or compare fewer manifests.')];
    default: break;
  }
  const lines = linesOf(result);
  const denials: Forbidden[] = [];
  const others = lines.flatMap((line): InputProblem[] => {
    const denial = forbidden(line);
    if (denial) { denials.push(denial); }
    return denial ? [] : [lineProblem(source, line, kubectl)];
  });
  if (lines.length === 0 && !result.succeeded) { others.push(sourceError(source, 'kubectl failed without a message. Run `kubectl get namespaces` to see why.')); }
  return [...forbiddenProblems(source, denials), ...others];
}

/** Whether the cluster reported that it does not know the kind of an object. */
export function unknownKinds(result: ToolResult): (object: ManifestObject) => boolean {
  const kinds = new Set(linesOf(result).flatMap(line => UNKNOWN_KIND.exec(line)?.slice(1).join(' ') ?? []));
  return ({ kind, apiVersion }) => kinds.has(`${kind} ${apiVersion}`);
}

/** The output of kubectl, without its log, its deprecation warnings, and hints that follow an error. */
function linesOf({ stderr }: ToolResult): string[] {
  return stderr.split('\n').map(line => line.trim()).filter(line => line !== '' && !/^([EWI]\d{4} |Warning: |ensure CRDs are installed)/.test(line));
}

function lineProblem(source: string, line: string, kubectl: Kubectl): InputProblem {
  const [, kind, version] = UNKNOWN_KIND.exec(line) ?? [];
  if (kind !== undefined) {
    const message = `The cluster does not have the kind ${shorten(kind)} of ${shorten(version)}, so each of its objects counts as new. Install its CustomResourceDefinition before it is applied.`;
    return sourceError(source, message, 'note');
  }
  return sourceError(source, refusalOf(line, kubectl));
}

function refusalOf(line: string, kubectl: Kubectl): string {
  const known = noAnswer(line, () => kubectl.contexts());
  if (known !== undefined) { return known; }
  if (/that match label selector|unable to parse requirement/.test(line)) {
    return `This is not a label selector (${shorten(line.replace(/^.*field selector "": /, ''), 200)}). Write it as in app=shop,tier!=cache.`;
  }
  return `kubectl reported ${show(shorten(line.replace(/^error: /, ''), 300))}. Correct that, or compare two folders instead.`;
}
