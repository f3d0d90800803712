import { InputProblem } from '../../manifests';
import { listWords, shorten, show } from '../../text';
import { sourceError } from '../source-error';

/** What a user of the cluster is not allowed to do. */
export interface Forbidden {
  readonly user: string;
  readonly verb: string;
  /** As `kubectl auth can-i` takes it, such as `deployments.apps`. */
  readonly resource: string;
  /** Undefined for a resource without a namespace. */
  readonly namespace?: string;
}

const DENIAL = /is forbidden: User "([^"]*)" cannot (\w+) resource "([^"]*)" in API group "([^"]*)"(?: in the namespace "([^"]*)")?/;

/** What is forbidden according to a line of kubectl's output. */
export function forbidden(line: string): Forbidden | undefined {
  const [, user, verb, resource, group, namespace] = DENIAL.exec(line) ?? [];
  return user === undefined ? undefined : { user, verb, resource: group === '' ? resource : `${resource}.${group}`, namespace };
}

/** One problem for each verb and namespace. */
export function forbiddenProblems(source: string, denials: readonly Forbidden[]): InputProblem[] {
  const groups = new Map<string, Forbidden[]>();
  for (const denial of denials) {
    const key = JSON.stringify([denial.verb, denial.namespace ?? null]);
    groups.set(key, [...groups.get(key) ?? [], denial]);
  }
  return [...groups.values()].map(group => {
    const [{ user, verb, namespace }] = group;
    const resources = [...new Set(group.map(({ resource }) => shorten(resource)))];
    const [where, flag, role] = namespace === undefined
      ? ['', '', 'ClusterRole'] : [` in namespace ${show(namespace)}`, ` --namespace=${shorten(namespace)}`, 'Role'];
    return sourceError(source, `${show(user)} is not allowed to ${shorten(verb)} ${listWords(resources)}${where}, so they are missing here. Give it a ${role} with the verb ${
      shorten(verb)} on them; \`kubectl auth can-i ${shorten(verb)} ${resources[0]}${flag}\` shows whether it has it.`);
  });
}
