import { ManifestObject, showPath } from '../../../../src/manifests';
import { Rule, RulePart, ClusterProfile, Violation } from '../../../../src/rules';
import { verdictsOn } from '../judging';

/** What one rule finds in a service that is changed as an example of a rule is. */
export function violationsOn(rule: Rule | RulePart, change: string, profile: Partial<ClusterProfile> = {}): Violation[] {
  return verdictsOn(rule, change, profile).flatMap(({ violations }) => violations);
}

/** Where it finds something. */
export function pathsOn(rule: Rule | RulePart, change: string, profile: Partial<ClusterProfile> = {}): string[] {
  return violationsOn(rule, change, profile).map(({ path }) => showPath(path));
}

/** The remedies. */
export function fixesOn(rule: Rule | RulePart, change: string, profile: Partial<ClusterProfile> = {}): string[] {
  return violationsOn(rule, change, profile).map(({ fix }) => fix);
}

/** The objects that it has a verdict on. */
export function judgedBy(rule: Rule | RulePart, change: string, profile: Partial<ClusterProfile> = {}): ManifestObject[] {
  return verdictsOn(rule, change, profile).map(verdict => verdict.object);
}

type Json = { readonly [key: string]: unknown };

/** Changes the Deployment of the service; null takes away. */
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

/** Without it nobody sends requests to the pods. */
export const NO_SERVICE = 'kind: Service\n$patch: delete\n';
