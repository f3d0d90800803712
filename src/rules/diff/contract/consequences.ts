import { ContractChange, ContractKind } from '../../../contracts';

/** What a client that works today meets after a change, and how the change can be made without. */
export interface Consequence {
  /** The end of the sentence `A client that works today …`. */
  readonly felt: string;
  readonly remedy: string;
}

interface Meaning extends Consequence {
  /** What the ids of such changes have in common. */
  readonly ids: RegExp;
}

/** By the ids of oasdiff and of our own checks beside it, the first that fits. */
const OF_OPENAPI: readonly Meaning[] = [
  {
    ids: /^api-(?!security|global).*(removed|sunset)|^endpoint-removed/,
    felt: 'gets 404 or 405 for this operation',
    remedy: 'Keep the operation',
  },
  {
    ids: /security/,
    felt: 'gets 401 or 403, since it has no such credentials',
    remedy: 'Accept the credentials of now as well',
  },
  {
    ids: /server|base-path/,
    felt: 'gets 404, since it calls the address of now',
    remedy: 'Keep the address of now as well',
  },
  {
    ids: /^request.*media-type|request-body-media-type/,
    felt: 'gets 415, since it sends the media type of now',
    remedy: 'Accept the media type of now as well',
  },
  {
    ids: /^response.*media-type/,
    felt: 'gets 406, or an answer in a format that it cannot read',
    remedy: 'Answer in the media type of now as well',
  },
  {
    ids: /^request-(?:parameter|property|header|body)-removed/,
    felt: 'sends it as before, and is refused with 400 or gets an answer as if it had not sent it',
    remedy: 'Go on accepting it, and mark it as deprecated',
  },
  {
    ids: /additional-?properties/i,
    felt: 'gets 400 or 422 where it sends a field that the contract does not name',
    remedy: 'Go on accepting other fields',
  },
  {
    ids: /^new-required-|^new-request-path-parameter|^request-.*required/,
    felt: 'gets 400 or 422, since it does not send it',
    remedy: 'Make it optional, with a default in the application',
  },
  {
    ids: /^request-/,
    felt: 'gets 400 or 422 for a value that is accepted today',
    remedy: 'Go on accepting the values of now',
  },
  {
    ids: /^response-.*(?:enum-value-added|one-of-added|any-of-added|became-not-enum|discriminator)/,
    felt: 'gets a value that it does not know',
    remedy: 'Answer with the values of now only',
  },
  {
    ids: /^(?:required-|optional-)?response-header-(?:removed|became-optional)/,
    felt: 'finds no such header in the answer',
    remedy: 'Keep the header in each answer',
  },
  {
    ids: /^response-.*status/,
    felt: 'gets another status than the one that it waits for',
    remedy: 'Keep the status',
  },
  {
    ids: /^response-(?:required-|optional-)?property-(?:removed|became-optional)/,
    felt: 'finds no such field in the answer',
    remedy: 'Keep the field in each answer',
  },
  {
    ids: /^response-.*nullable/,
    felt: 'gets null where it reads a value',
    remedy: 'Never answer with null there',
  },
  {
    ids: /^response-/,
    felt: 'gets an answer of another form than the one that it reads',
    remedy: 'Keep the answer as it is, and add to it only',
  },
];

const OF_GRAPHQL: readonly Meaning[] = [
  { ids: /required/, felt: 'has its whole query refused, since it does not send it', remedy: 'Make it nullable, or give it a default' },
  { ids: /removed/, felt: 'has its whole query refused, since it asks for what is removed', remedy: 'Keep it, and mark it with @deprecated' },
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

const UNKNOWN: Consequence = { felt: 'may be refused, or may not understand the answer', remedy: 'Keep what clients rely on' };

/** What a client that works today meets after a breaking change. */
export function consequenceOf({ id }: Pick<ContractChange, 'id'>, kind: ContractKind): Consequence {
  return MEANINGS[kind].find(({ ids }) => ids.test(id)) ?? UNKNOWN;
}
