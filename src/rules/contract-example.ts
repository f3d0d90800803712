interface ContractExample {
  /** The paths that clients call. */
  readonly of?: string;
  readonly version?: string;
  /** The URL of the server. */
  readonly server?: string;
  /** The required fields of an order that clients send. */
  readonly required?: readonly string[];
  readonly paths?: readonly string[];
}

/** A recorded contract for the examples of rules: orders are posted to each of its paths. */
export function contractExample(
  { of = 'Service/web', version, server, required = ['item'], paths = ['/orders'] }: ContractExample = {},
): string {
  const schema = { type: 'object', required, properties: { item: { type: 'string' }, note: { type: 'string' } } };
  const post = {
    requestBody: { content: { 'application/json': { schema } }, required: true },
    responses: { 201: { description: '' } },
  };
  const document = {
    info: { title: 'orders', version: '1' },
    openapi: '3.0.3',
    paths: Object.fromEntries(paths.map(path => [path, { post }])),
    ...server !== undefined && { servers: [{ url: server }] },
  };
  const text = JSON.stringify(document, undefined, 2).replace(/^/gm, '    ');
  const named = version === undefined ? '' : `, cdk8s-zero-downtime/contract-version: ${version}`;
  return `
apiVersion: v1
kind: ConfigMap
metadata: { name: web-contract, annotations: { cdk8s-zero-downtime/contract: openapi, cdk8s-zero-downtime/contract-of: ${of}${named} } }
data:
  openapi.json: |
${text}
`;
}
