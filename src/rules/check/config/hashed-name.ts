import { ConfigKind } from '../../../analysis/config/references';

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
