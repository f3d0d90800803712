import { ContractChange, ContractKind } from '../../../contracts';

/** What an existing client gets after a change, and how the change can be made without breaking it. */
export interface Consequence {
  /** The end of the sentence `A client that works today …`. */
  readonly felt: string;
  readonly remedy: string;
}

interface Meaning extends Consequence {
  /** What the ids of such changes have in common. */
  readonly ids: RegExp;
}

/** By the ids of oasdiff and of our own checks beside it; the first match counts. */
const OF_OPENAPI: readonly Meaning[] = [
  {
    ids: /^api-(?!security|global).*(removed|sunset)|^endpoint-removed/,
    felt: 'gets 404 or 405 for this operation',
    remedy: 'Keep the operation',
  },
  {
    ids: /security/,
    felt: 'gets 401 or 403, since it does not have these credentials',
    remedy: 'Keep accepting the current credentials as well',
  },
  {
    ids: /server|base-path/,
    felt: 'gets 404, since it calls the current address',
    remedy: 'Keep the current address as well',
  },
  {
    ids: /^request.*media-type|request-body-media-type/,
    felt: 'gets 415, since it sends the current media type',
    remedy: 'Keep accepting the current media type as well',
  },
  {
    ids: /^response.*media-type/,
    felt: 'gets 406, or a response in a format that it cannot read',
    remedy: 'Keep responding in the current media type as well',
  },
  {
    ids: /^request-(?:parameter|property|header|body)-removed/,
    felt: 'still sends it, and is refused with 400 or gets a response as if it had not sent it',
    remedy: 'Keep accepting it, and mark it as deprecated',
  },
  {
    ids: /additional-?properties/i,
    felt: 'gets 400 or 422 if it sends a field that the contract does not name',
    remedy: 'Keep accepting other fields',
  },
  {
    ids: /^new-required-|^new-request-path-parameter|^request-.*required/,
    felt: 'gets 400 or 422, since it does not send it',
    remedy: 'Make it optional, with a default in the application',
  },
  {
    ids: /^request-/,
    felt: 'gets 400 or 422 for a value that is accepted today',
    remedy: 'Keep accepting the current values',
  },
  {
    ids: /^response-.*(?:enum-value-added|one-of-added|any-of-added|became-not-enum|discriminator)/,
    felt: 'gets a value that it does not know',
    remedy: 'Respond with the current values only',
  },
  {
    ids: /^(?:required-|optional-)?response-header-(?:removed|became-optional)/,
    felt: 'no longer finds this header in the response',
    remedy: 'Keep the header in each response',
  },
  {
    ids: /^response-.*status/,
    felt: 'gets another status than the one that it expects',
    remedy: 'Keep the status',
  },
  {
    ids: /^response-(?:required-|optional-)?property-(?:removed|became-optional)/,
    felt: 'no longer finds this field in the response',
    remedy: 'Keep the field in each response',
  },
  {
    ids: /^response-.*nullable/,
    felt: 'gets null where it expects a value',
    remedy: 'Never respond with null there',
  },
  {
    ids: /^response-/,
    felt: 'gets a response in another form than the one that it expects',
    remedy: 'Keep the response as it is, and only add to it',
  },
];

const OF_GRAPHQL: readonly Meaning[] = [
  { ids: /required/, felt: 'has its whole query refused, since it does not send it', remedy: 'Make it nullable, or give it a default' },
  { ids: /removed/, felt: 'has its whole query refused, since it asks for something that is removed', remedy: 'Keep it, and mark it with @deprecated' },
  { ids: /./, felt: 'has its query refused, or reads a value of another type', remedy: 'Keep the type, and add a field beside it' },
];

const OF_PROTOBUF: readonly Meaning[] = [
  { ids: /^protobuf-(?:rpc|service|file|package)-/, felt: 'gets the status UNIMPLEMENTED', remedy: 'Keep the method under its name' },
  { ids: /no-delete/, felt: 'reads the default in place of the value', remedy: 'Keep the field or value, and mark it as deprecated' },
  { ids: /./, felt: 'cannot read the message, or reads another value', remedy: 'Keep number, name and type, and add a field beside it' },
];

const MEANINGS: { readonly [kind in ContractKind]: readonly Meaning[] } = {
  openapi: OF_OPENAPI,
  graphql: OF_GRAPHQL,
  protobuf: OF_PROTOBUF,
};

const UNKNOWN: Consequence = { felt: 'may be refused, or may not understand the response', remedy: 'Keep what clients rely on' };

/** What an existing client gets after a breaking change. */
export function consequenceOf({ id }: Pick<ContractChange, 'id'>, kind: ContractKind): Consequence {
  return MEANINGS[kind].find(({ ids }) => ids.test(id)) ?? UNKNOWN;
}
