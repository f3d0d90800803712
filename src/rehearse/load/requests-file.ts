import { validateHeaderName, validateHeaderValue } from 'node:http';
import { expectedStatus } from './expected-status';
import { RequestLine, StatusRange } from './load-plan';
import { InputProblem } from '../../manifests';
import { readText } from '../../manifests/io/read-text';
import { listWords, show } from '../../text';

/** Larger than any file that people write. */
const LARGEST = 1024 * 1024;

/** Methods that clients may repeat: twice has the same effect as once. */
export const IDEMPOTENT_METHODS: readonly string[] = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'];
const METHODS = [...IDEMPOTENT_METHODS, 'POST', 'PATCH'];

/** Headers that the load sets itself, and how users influence them. */
const OWN_HEADERS: { readonly [name: string]: string } = {
  'host': 'Name the host with --host.',
  'connection': 'Which connections are used is chosen with --streams.',
  'keep-alive': 'Which connections are used is chosen with --streams.',
  'content-length': 'It is counted from the body.',
  'transfer-encoding': 'The body is sent as a whole.',
};

/** Requests, and why some could not be read. */
export interface ReadRequests {
  readonly requests: readonly RequestLine[];
  readonly problems: readonly InputProblem[];
}

interface Numbered {
  readonly number: number;
  readonly text: string;
}

/** Reports an error in a line. */
type Complain = (line: Numbered, message: string) => void;

/** Reads the file of `--requests`. */
export function readRequests(file: string): ReadRequests {
  const read = readText(file, LARGEST);
  return 'problem' in read ? { requests: [], problems: [read.problem] } : parseRequests(file, read.text);
}

/**
 * Reads requests in the format of `.http` files, which editors send as well:
 *
 * ```
 * # Comments begin with # or //.
 * GET /orders?limit=1
 * Accept: application/json
 *
 * ### A line with ### separates requests. Statuses that are good answers to the next, if they differ from --expect:
 * # @expect 201
 * POST /orders
 * Content-Type: application/json
 *
 * { "item": 1 }
 * ```
 *
 * The address comes from `--url`, so paths begin with a slash. Variables and scripts of editors are refused: a request that is not
 * sent as intended would count as a failure of the service.
 */
export function parseRequests(file: string, text: string): ReadRequests {
  const problems: InputProblem[] = [];
  const complain: Complain = ({ number: line }, message) => problems.push({ level: 'error', file, line, message });
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/).map((line, i) => ({ number: i + 1, text: line }));
  const requests = partsOf(lines).flatMap(part => requestOf(part, complain) ?? []);
  if (requests.length === 0 && problems.length === 0) {
    complain({ number: 1, text: '' }, 'This file has no request. Write one as in "GET /orders", and ### between requests.');
  }
  return { requests, problems };
}

function partsOf(lines: readonly Numbered[]): Numbered[][] {
  const parts: Numbered[][] = [[]];
  for (const line of lines) {
    if (line.text.startsWith('###')) { parts.push([]); } else { parts.at(-1)!.push(line); }
  }
  return parts;
}

function requestOf(lines: readonly Numbered[], complain: Complain): RequestLine | undefined {
  const start = lines.findIndex(({ text }) => text.trim() !== '' && !isComment(text));
  const expect = lines.slice(0, start < 0 ? lines.length : start).reduce<readonly StatusRange[] | undefined>(
    (found, line) => expectOf(line, complain) ?? found, undefined);
  if (start < 0) { return undefined; }
  const end = lines.findIndex(({ text }, i) => i > start && text.trim() === '');
  const head = lines.slice(start, end < 0 ? lines.length : end);
  const body = end < 0 ? '' : bodyOf(lines.slice(end + 1), complain);
  const called = calledBy(head[0], complain);
  const headers = headersOf(head.slice(1).filter(({ text }) => !isComment(text)), complain);
  if (called !== undefined && body !== '' && ['GET', 'HEAD'].includes(called.method)) {
    complain(head[0], `${called.method} has a body, which servers ignore or reject. Remove it, or choose another method.`);
  }
  return called && { ...called, ...Object.keys(headers).length > 0 && { headers }, ...body !== '' && { body }, ...expect && { expect } };
}

function calledBy(line: Numbered, complain: Complain): Required<Pick<RequestLine, 'method' | 'path'>> | undefined {
  const [method, path, protocol, ...more] = line.text.trim().split(/\s+/);
  if (!METHODS.includes(method)) {
    complain(line, `The method is ${show(method)}. Allowed: ${listWords(METHODS, 'or')}, and a path, as in "GET /orders".`);
    return undefined;
  }
  if (path === undefined || !path.startsWith('/') || /[^\x21-\x7e]|\{\{|#/.test(path)) {
    complain(line, `The path is ${show(path)}. Allowed: a path from the root with its query, encoded as in a URL and without {{variables}}, `
      + 'such as "/orders?limit=1". The address comes from --url.');
    return undefined;
  }
  if (more.length > 0 || (protocol !== undefined && !/^HTTP\/1\.[01]$/.test(protocol))) {
    complain(line, `The path is followed by ${show([protocol, ...more].join(' '))}. Allowed: nothing, or HTTP/1.1. Encode spaces in a path as %20.`);
    return undefined;
  }
  return { method, path };
}

function headersOf(lines: readonly Numbered[], complain: Complain): { readonly [name: string]: string } {
  return Object.fromEntries(lines.flatMap(line => {
    const colon = line.text.indexOf(':');
    const [name, value] = [line.text.slice(0, colon).trim(), line.text.slice(colon + 1).trim()];
    const wrong = colon < 0 ? notHeader(line.text) : wrongHeader(name, value);
    if (wrong !== undefined) { complain(line, wrong); }
    return wrong === undefined ? [[name, value]] : [];
  }));
}

function notHeader(text: string): string {
  const remedy = METHODS.includes(text.trim().split(/\s+/)[0])
    ? 'Write a line with ### between two requests.'
    : 'Allowed: "Name: value". An empty line ends the headers, and begins the body.';
  return `${show(text)} is not a header. ${remedy}`;
}

function wrongHeader(name: string, value: string): string | undefined {
  const own = OWN_HEADERS[name.toLowerCase()];
  if (own !== undefined) { return `The header ${name} is set by the load. Remove it. ${own}`; }
  // The value may be a secret, and is not shown.
  if (value.includes('{{')) { return `The value of ${name} has a {{variable}}, which is not replaced. Write its value.`; }
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return undefined;
  } catch {
    return `The header ${show(name)} has a character that HTTP does not allow. Allowed: "Name: value" without control characters.`;
  }
}

function bodyOf(lines: readonly Numbered[], complain: Complain): string {
  const script = lines.find(({ text }) => /^[<>]\s/.test(text) || text.includes('{{'));
  if (script !== undefined) {
    complain(script, `The body has ${show(script.text)}, which only editors replace or run. Write the body itself.`);
  }
  return lines.map(({ text }) => text).join('\n').trim();
}

function expectOf(line: Numbered, complain: Complain): readonly StatusRange[] | undefined {
  const [, given] = /^(?:#|\/\/)\s*@expect\b\s*(.*)$/.exec(line.text) ?? [];
  const checked = given === undefined ? undefined : expectedStatus(given.trim());
  if (checked !== undefined && 'wrong' in checked) { complain(line, `@expect ${checked.wrong}`); }
  return checked !== undefined && 'value' in checked ? checked.value : undefined;
}

function isComment(text: string): boolean {
  return text.startsWith('#') || text.startsWith('//');
}
