import { ContractFault, ReadFile } from './source';

/** A field of the wire format: https://protobuf.dev/programming-guides/encoding/ */
interface Field {
  readonly number: number;
  /** 2 for a field that states its length. */
  readonly wireType: number;
  /** The whole field, tag included. */
  readonly bytes: Buffer;
  /** Only with wire type 2. */
  readonly content: Buffer;
}

/** `FileDescriptorSet.file`, and `name` and `source_code_info` of a file. */
const FILE = 1;
const NAME = 1;
const SOURCE_CODE_INFO = 5;

/** A descriptor set in base64, without comments and line numbers. */
export function canonicalDescriptorSet(file: string, read: ReadFile): string | ContractFault[] {
  const found = read(file);
  if ('failure' in found) {
    return [{ file, found: `cannot be read: ${found.failure}`, allowed: 'a file that can be read, by a path from the working directory', remedy: `check the path, and write the file before synth: ${WRITE}` }];
  }
  const files = filesOf(found.bytes);
  if (!files) { return [{ file, found: 'is not a descriptor set', allowed: 'a FileDescriptorSet with at least one file', remedy: `write one, not a .proto: ${WRITE}` }]; }
  return Buffer.concat(files.map(lengthDelimited)).toString('base64');
}

const WRITE = '`buf build -o orders.binpb`, or `protoc --include_imports --descriptor_set_out=orders.binpb`';

/** The files of a set, each without its source; undefined if the bytes are not a descriptor set. */
function filesOf(set: Buffer): Buffer[] | undefined {
  const files = fieldsOf(set);
  if (!files || files.length === 0 || !files.every(field => holds(field, FILE))) { return undefined; }
  const described = files.map(({ content }) => fieldsOf(content));
  if (!described.every(fields => fields?.some(field => holds(field, NAME)))) { return undefined; }
  return described.map(fields =>
    Buffer.concat(fields!.filter(field => !holds(field, SOURCE_CODE_INFO)).map(({ bytes }) => bytes)));
}

/** Whether it is the field with this number, and contains a text or a message. */
function holds({ number, wireType }: Field, wanted: number): boolean {
  return number === wanted && wireType === 2;
}

function fieldsOf(message: Buffer): Field[] | undefined {
  const fields: Field[] = [];
  for (let at = 0; at < message.length;) {
    const tag = varintAt(message, at);
    if (!tag || tag.value < 8) { return undefined; }
    const wireType = tag.value % 8;
    const { begin, end } = contentAt(message, tag.end, wireType) ?? { begin: 0, end: Infinity };
    if (end > message.length) { return undefined; }
    const number = Math.floor(tag.value / 8);
    fields.push({ number, wireType, bytes: message.subarray(at, end), content: message.subarray(begin, end) });
    at = end;
  }
  return fields;
}

interface Range {
  readonly begin: number;
  readonly end: number;
}

function contentAt(message: Buffer, begin: number, wireType: number): Range | undefined {
  const varint = wireType === 0 || wireType === 2 ? varintAt(message, begin) : undefined;
  switch (wireType) {
    case 0: return varint && { begin, end: varint.end };
    case 1: return { begin, end: begin + 8 };
    case 2: return varint && { begin: varint.end, end: varint.end + varint.value };
    case 5: return { begin, end: begin + 4 };
    default: return undefined;
  }
}

function varintAt(message: Buffer, at: number): { readonly value: number; readonly end: number } | undefined {
  let value = 0;
  for (let i = 0; i < 10; i++) {
    const byte = message[at + i];
    if (byte === undefined) { return undefined; }
    value += (byte % 128) * 128 ** i;
    if (byte < 128) { return { value, end: at + i + 1 }; }
  }
  return undefined;
}

function lengthDelimited(content: Buffer): Buffer {
  const length: number[] = [];
  for (let rest = content.length; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) { return Buffer.concat([Buffer.from([FILE * 8 + 2, ...length, rest]), content]); }
    length.push(128 + rest % 128);
  }
}
