import { ManifestObject, showPath } from '../../../../src/manifests';
import { Rule, RulePart, ClusterProfile, Violation } from '../../../../src/rules';
import { verdictsOn } from '../judging';

/** The violations of one rule in a service that is changed like an example of a rule. */
export function violationsOn(rule: Rule | RulePart, change: string, profile: Partial<ClusterProfile> = {}): Violation[] {
  return verdictsOn(rule, change, profile).flatMap(({ violations }) => violations);
}

/** The places of its violations. */
export function pathsOn(rule: Rule | RulePart, change: string, profile: Partial<ClusterProfile> = {}): string[] {
  return violationsOn(rule, change, profile).map(({ path }) => showPath(path));
}

/** The remedies. */
export function fixesOn(rule: Rule | RulePart, change: string, profile: Partial<ClusterProfile> = {}): string[] {
  return violationsOn(rule, change, profile).map(({ fix }) => fix);
}

/** The objects that it judges. */
export function judgedBy(rule: Rule | RulePart, change: string, profile: Partial<ClusterProfile> = {}): ManifestObject[] {
  return verdictsOn(rule, change, profile).map(verdict => verdict.object);
}

type Json = { readonly [key: string]: unknown };

/** Changes the Deployment of the service; null removes a field. */
export function deployment(spec: Json, metadata: Json = {}): string {
  return `kind: Deployment\nmetadata: ${JSON.stringify(metadata)}\nspec: ${JSON.stringify(spec)}\n`;
}

/** Changes its pods. */
export function pod(spec: Json, { metadata = {}, ...rest }: Json = {}): string {
  return deployment({ ...rest, template: { metadata, spec } });
}

/** Changes its container. */
export function container(fields: Json): string {
  return pod({ containers: [{ name: 'web', ...fields }] });
}

/** Several parts of one change. */
export function all(...parts: string[]): string {
  return parts.join('---\n');
}

export function object(apiVersion: string, kind: string, name: string, fields: Json = {}, metadata: Json = {}): string {
  return `${JSON.stringify({ apiVersion, kind, metadata: { name, ...metadata }, ...fields })}\n`;
}

/** Without the Service, the pods receive no requests. */
export const NO_SERVICE = 'kind: Service\n$patch: delete\n';
