import { OPENAPI_METHODS } from '../comparison';

/**
 * What a place of an OpenAPI document contains: any value, a list without a meaningful order, text for readers, a known object,
 * or names or a list of such objects. This distinguishes a property called `description` from a description.
 *
 * @see https://spec.openapis.org/oas/v3.1.1.html
 */
export type Shape = 'value' | 'set' | 'text' | 'mapping' | ObjectName | { readonly map: Shape; readonly extensible?: true } | { readonly list: Shape };

export type ObjectName = 'document' | 'components' | 'server' | 'pathItem' | 'operation' | 'parameter' | 'requestBody' | 'mediaType'
  | 'encoding' | 'header' | 'response' | 'callback' | 'link' | 'securityScheme' | 'flows' | 'flow' | 'schema' | 'schemas' | 'discriminator' | 'variable';

/** For readers only, in whichever object they are: clients do not rely on them. */
const DOCUMENTATION = ['description', 'summary', 'example', 'examples', 'externalDocs', '$comment'];

/** Extensions that concern compatibility: when an operation is removed, how stable it is, and which values may be added. */
const MEANINGFUL = ['x-sunset', 'x-stability-level', 'x-extensible-enum'];

/** Whether a field of an object is recorded. */
export function isRecorded(object: ObjectName, key: string): boolean {
  return !DOCUMENTATION.includes(key) && !isIdleExtension(key) && !(UNRECORDED[object] ?? []).includes(key);
}

/** Whether a key is an extension that does not concern compatibility. */
export function isIdleExtension(key: string): boolean {
  return key.startsWith('x-') && !MEANINGFUL.includes(key);
}

// `$id` would redirect references inside a component. The tags of a document only describe those of operations, and its
// components are written separately.
const UNRECORDED: { readonly [name in ObjectName]?: readonly string[] } = {
  document: ['tags', 'info', 'components', '$self'],
  schema: ['title', '$id'],
};

/** The section of `components` for each object that can be the target of a reference. */
export const SECTIONS: { readonly [name in ObjectName]?: string } = {
  parameter: 'parameters',
  header: 'headers',
  requestBody: 'requestBodies',
  response: 'responses',
  callback: 'callbacks',
  link: 'links',
  securityScheme: 'securitySchemes',
  schema: 'schemas',
};

type Fields = { readonly [field: string]: Shape };

const CONTENT: Shape = { map: 'mediaType' };
const HEADERS: Shape = { map: 'header' };
const SCHEMAS: Shape = { map: 'schema' };
const PATHS: Shape = { map: 'pathItem', extensible: true };
const all = (names: readonly string[], shape: Shape): Fields => Object.fromEntries(names.map(name => [name, shape]));

const FIELDS: { readonly [name in ObjectName]: Fields } = {
  document: { servers: { list: 'server' }, paths: PATHS, webhooks: PATHS, components: 'components' },
  components: {
    schemas: SCHEMAS,
    responses: { map: 'response' },
    parameters: { map: 'parameter' },
    requestBodies: { map: 'requestBody' },
    headers: HEADERS,
    securitySchemes: { map: 'securityScheme' },
    links: { map: 'link' },
    callbacks: { map: 'callback' },
  },
  server: { variables: { map: 'variable' } },
  variable: { enum: 'set' },
  pathItem: { ...all(OPENAPI_METHODS, 'operation'), additionalOperations: { map: 'operation' }, servers: { list: 'server' }, parameters: { list: 'parameter' } },
  operation: {
    parameters: { list: 'parameter' },
    requestBody: 'requestBody',
    responses: { map: 'response', extensible: true },
    callbacks: { map: 'callback' },
    servers: { list: 'server' },
  },
  parameter: { schema: 'schema', content: CONTENT },
  header: { schema: 'schema', content: CONTENT },
  requestBody: { content: CONTENT },
  mediaType: { schema: 'schema', itemSchema: 'schema', encoding: { map: 'encoding' } },
  encoding: { headers: HEADERS },
  response: { headers: HEADERS, content: CONTENT, links: { map: 'link' } },
  // The names are expressions.
  callback: {},
  link: { server: 'server' },
  securityScheme: { flows: 'flows' },
  flows: all(['implicit', 'password', 'clientCredentials', 'authorizationCode', 'deviceAuthorization'], 'flow'),
  flow: { scopes: { map: 'text' } },
  schema: {
    ...all(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas'], SCHEMAS),
    ...all(['allOf', 'anyOf', 'oneOf', 'prefixItems'], { list: 'schema' }),
    ...all(['not', 'if', 'then', 'else', 'contains', 'propertyNames', 'additionalProperties', 'additionalItems', 'unevaluatedItems',
      'unevaluatedProperties', 'contentSchema'], 'schema'),
    ...all(['required', 'type', 'enum'], 'set'),
    items: 'schemas',
    discriminator: 'discriminator',
  },
  // One schema or a list of schemas: `items` can be either.
  schemas: {},
  discriminator: { mapping: 'mapping' },
};

/** What a field of an object contains. */
export function shapeOf(object: ObjectName, field: string): Shape {
  if (object === 'callback') { return 'pathItem'; }
  return Object.hasOwn(FIELDS[object], field) ? FIELDS[object][field] : 'value';
}
