import { ConfigKind } from '../../../analysis/config/references';

/** The remedy by which new content always comes with new pods. */
export function hashedName(kind: ConfigKind, path: string): string {
  return `Give the ${kind} a name that ends with a hash of its content, and immutable true, and write that name into ${path} and every other reference to it, also in code that asks the API server for it`;
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
