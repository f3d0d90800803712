import { FixedName } from '../../../analysis/config/fixed-names';
import { ConfigKind } from '../../../analysis/config/references';

const CHECKSUM = "set a hash of the content as spec.template.metadata.annotations['checksum/config']";

/** The remedy for what must keep its name: new content restarts the pods. */
export function keptName(kind: ConfigKind, { because }: FixedName): string {
  return `Keep the name of the ${kind}, since ${because}, and ${CHECKSUM}.`;
}

/** The remedy for what is read only at the start. */
export function hashedNameOrChecksum(kind: ConfigKind, path: string): string {
  return `${hashedName(kind, path)}; or ${CHECKSUM}.`;
}

/** The remedy by which new content always comes with new pods. */
export function hashedName(kind: ConfigKind, path: string): string {
  return `Give the ${kind} a name that ends with a hash of its content, set immutable to true, and use that name in ${path} and every other reference to it, including code that reads it from the API server`;
}

export const FAILING_CONFIG = `---
apiVersion: v1
kind: ConfigMap
metadata: { name: web-config }
data: { LOG_LEVEL: info }
`;

export const PASSING_CONFIG = `---
apiVersion: v1
kind: ConfigMap
metadata: { name: web-config-5h2m9k4d7t }
immutable: true
data: { LOG_LEVEL: info }
`;
