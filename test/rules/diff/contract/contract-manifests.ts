import { document } from '../routing/route-manifests';

interface Recorded {
  readonly of?: string;
  readonly version?: string;
  readonly name?: string;
  readonly server?: string;
  readonly kind?: string;
  readonly annotations?: string;
}

/** A recorded contract with operations, such as `POST /orders`, and required fields of their bodies, as in `POST /orders: item note`. */
export function contract(
  operations: readonly string[], { of = 'HTTPRoute/orders', version, name = 'orders-contract', server, kind = 'openapi', annotations = '' }: Recorded = {},
): string {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of operations) {
    const [, method, path, required = ''] = /^(\w+) ([^ :]+)(?:: (.*))?$/.exec(operation)!;
    (paths[path] ??= {})[method.toLowerCase()] = {
      ...required !== '' && { requestBody: { content: { 'application/json': { schema: { type: 'object', required: required.split(' ') } } } } },
      responses: { 200: { description: 'ok' } },
    };
  }
  const openApi = { info: { title: 'orders', version: '1' }, openapi: '3.0.3', paths, ...server !== undefined && { servers: [{ url: server }] } };
  const text = JSON.stringify(openApi, undefined, 2).replace(/^/gm, '    ');
  return document(`apiVersion: v1
kind: ConfigMap
metadata:
  name: ${name}
  namespace: shop
  annotations:
    cdk8s-zero-downtime/contract: ${kind}
    cdk8s-zero-downtime/contract-of: ${of}${version === undefined ? '' : `\n    cdk8s-zero-downtime/contract-version: ${version}`}${annotations === '' ? '' : `\n    ${annotations}`}
data:
  openapi.json: |
${text}`);
}
