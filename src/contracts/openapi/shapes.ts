import { OPENAPI_METHODS } from '../comparison';

/**
 * What stands at a place of an OpenAPI document: values as they are, a list whose order says nothing, what only readers see, an
 * object that is known, or names and lists of such. A property called `description` is told from a description by it.
 *
 * @see https://spec.openapis.org/oas/v3.1.1.html
 */
export type Shape = 'value' | 'set' | 'text' | 'mapping' | ObjectName | { readonly map: Shape; readonly extensible?: true } | { readonly list: Shape };

export type ObjectName = 'document' | 'components' | 'server' | 'pathItem' | 'operation' | 'parameter' | 'requestBody' | 'mediaType'
  | 'encoding' | 'header' | 'response' | 'callback' | 'link' | 'securityScheme' | 'flows' | 'flow' | 'schema' | 'schemas' | 'discriminator' | 'variable';

/** For readers only, wherever an object has them: clients rely on none of these. */
const DOCUMENTATION = ['description', 'summary', 'example', 'examples', 'externalDocs', '$comment'];

/** Extensions that say something about compatibility: when an operation is removed, how stable it is, and which values may come. */
const MEANINGFUL = ['x-sunset', 'x-stability-level', 'x-extensible-enum'];

/** Whether a field of an object is recorded. */
export function isRecorded(object: ObjectName, key: string): boolean {
  return !DOCUMENTATION.includes(key) && !isIdleExtension(key) && !(UNRECORDED[object] ?? []).includes(key);
}

/** Whether a key is an extension that says nothing about compatibility. */
export function isIdleExtension(key: string): boolean {
  return key.startsWith('x-') && !MEANINGFUL.includes(key);
}

// `$id` would lead references inside a component elsewhere. The tags of a document only describe those of operations, and its
// components are written for themselves.
const UNRECORDED: { readonly [name in ObjectName]?: readonly string[] } = {
  document: ['tags', 'info', 'components', '$self'],
  schema: ['title', '$id'],
};

/** The part of `components` to which an object belongs that may be referred to. */
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
  // Its names are expressions.
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
  // One, or a list of them, as `items` may be.
  schemas: {},
  discriminator: { mapping: 'mapping' },
};

/** What stands in a field of an object. */
export function shapeOf(object: ObjectName, field: string): Shape {
  if (object === 'callback') { return 'pathItem'; }
  return Object.hasOwn(FIELDS[object], field) ? FIELDS[object][field] : 'value';
}
