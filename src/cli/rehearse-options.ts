import { Endings, formatOf, Options, parseOptions } from './options';
import { REHEARSE } from './usage/rehearse';
import { Stream, STREAMS } from '../rehearse/load/attempt';
import { Disturbance } from '../rehearse/rehearsal';
import { Check, Settings } from '../settings';
import { listWords, show } from '../text';

/** The formats of the report of a rehearsal. */
export const REHEARSAL_FORMATS = ['text', 'json', 'markdown', 'html', 'svg'] as const;
export type RehearsalFormat = typeof REHEARSAL_FORMATS[number];
const ENDINGS: Endings<RehearsalFormat> = {
  '.json': 'json', '.md': 'markdown', '.html': 'html', '.svg': 'svg', '.txt': 'text',
};

/** The sender of the requests and its target: this machine, or a pod in the namespace, from an image with Node.js. */
export type Sender =
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'pod'; readonly image?: string; readonly url?: string };

/** The options of a rehearsal. */
export interface RehearseOptions {
  readonly before?: string;
  readonly after: string;
  readonly disturbance: Disturbance;
  readonly sender: Sender;
  readonly host?: string;
  readonly resolve?: string;
  readonly insecure: boolean;
  readonly rate: number;
  readonly streams: readonly Stream[];
  readonly slowPath?: string;
  readonly requests?: string;
  readonly expect?: string;
  readonly versionHeader?: string;
  readonly repeat: number;
  readonly context?: string;
  readonly namespace?: string;
  readonly inPlace: boolean;
  readonly yes: boolean;
  readonly format: RehearsalFormat;
  readonly out?: string;
  readonly config?: string;
  readonly settings: Partial<Settings>;
}

/** The options for the cleanup after a killed rehearsal. */
export interface CleanOptions {
  readonly clean: string;
  readonly context?: string;
  readonly namespace?: string;
  readonly yes: boolean;
}

const HIGHEST_RATE = 1000;
const DEFAULT_RATE = 50;
const DISTURBANCES = ['update', 'restart', 'evict', 'drain', 'scale', 'rollback'];
/** An argument of kubectl must not look like an option. */
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/;
const ID = /^[0-9a-f]{6}$/;
const SIDES = 'Name what runs and what will run: rehearse BEFORE AFTER.';

/** The options, or the errors in them. */
export function rehearseOptions(args: string[]): RehearseOptions | CleanOptions | string[] {
  const options = parseOptions(REHEARSE, args);
  const { given, errors: wrong, checked, settings } = options;
  const context = given.get('context');
  const namespace = checked('namespace', named(LABEL, 'a name of a namespace, such as "staging"'));
  const clean = checked('clean', named(ID, 'the six characters at the beginning of the plan of a rehearsal, such as "1f0c9a"'));
  if (given.has('clean')) {
    return wrong.length > 0 ? wrong : { clean: clean!, context, namespace, yes: given.has('yes') };
  }
  const disturbance = disturbanceOf(options);
  const sides = sidesOf(options, disturbance);
  const sender = senderOf(options);
  const rate = checked('rate', wholeNumber(1, HIGHEST_RATE)) ?? DEFAULT_RATE;
  const repeat = checked('repeat', wholeNumber(1, 100)) ?? 1;
  const slowPath = given.get('slow-path');
  const streams = streamsOf(options);
  if (streams.includes('slow') && slowPath === undefined) {
    wrong.push('--streams has slow, which needs the path of a slow request. Add --slow-path, such as --slow-path "/report?days=30", or leave slow out.');
  }
  if (slowPath !== undefined && !slowPath.startsWith('/')) {
    wrong.push(`--slow-path is ${show(slowPath)}. Allowed: a path from the root, with its query, such as "/report?days=30".`);
  }
  const out = given.get('out');
  const format = formatOf(options, REHEARSAL_FORMATS, ENDINGS);
  if (wrong.length > 0 || sides === undefined || disturbance === undefined || sender === undefined) { return wrong; }
  return {
    ...sides,
    disturbance,
    sender,
    host: given.get('host'),
    resolve: given.get('resolve'),
    insecure: given.has('insecure'),
    rate,
    streams,
    slowPath,
    requests: given.get('requests'),
    expect: given.get('expect'),
    versionHeader: given.get('version-header'),
    repeat,
    context,
    namespace,
    inPlace: given.has('in-place'),
    yes: given.has('yes'),
    format,
    out,
    config: given.get('config'),
    settings,
  };
}

function disturbanceOf({ given, positionals, checked, errors: wrong }: Options): Disturbance | undefined {
  const asked = DISTURBANCES.filter(name => given.has(name));
  if (asked.length > 1) {
    wrong.push(`${listWords(asked.map(name => `--${name}`))} cannot be combined, since the cause of a failure would not be known. Rehearse one of them at a time.`);
    return undefined;
  }
  const replicas = checked('scale', wholeNumber(0, 10_000));
  const node = checked('drain', named(SUBDOMAIN, 'a name of a node, which `kubectl get nodes` lists'));
  switch (asked[0]) {
    case 'restart': return { kind: 'restart' };
    case 'evict': return { kind: 'evict' };
    case 'rollback': return { kind: 'rollback' };
    case 'drain': return node === undefined ? undefined : { kind: 'drain', node };
    case 'scale': return replicas === undefined ? undefined : { kind: 'scale', replicas };
    default:
  }
  if (positionals.length === 1) {
    wrong.push(`Only one side is named, but an update needs two. ${SIDES} With one side, use --restart, --evict, --drain NODE or --scale N.`);
  }
  return { kind: 'update' };
}

function sidesOf({ positionals, errors: wrong }: Options, disturbance: Disturbance | undefined): Pick<RehearseOptions, 'before' | 'after'> | undefined {
  const [first, second] = positionals;
  if (positionals.length === 0) {
    wrong.push(`No manifests are named. ${SIDES} Name one side for --restart, --evict, --drain NODE or --scale N.`);
    return undefined;
  }
  if (positionals.length > 2) { wrong.push(`There are ${positionals.length} sides. ${SIDES}`); }
  const needsTwo = disturbance?.kind === 'update' || disturbance?.kind === 'rollback';
  if (disturbance?.kind === 'rollback' && second === undefined) { wrong.push(`--rollback returns from AFTER to BEFORE. ${SIDES}`); }
  if (!needsTwo && disturbance !== undefined && second !== undefined) {
    wrong.push(`--${disturbance.kind} needs one side, but two are named. Leave one out.`);
  }
  if ([first, second].includes('-')) { wrong.push('Manifests cannot be read from standard input, which is used for prompts. Name files, folders or git:REV:PATH.'); }
  const last = second ?? first;
  if (last.startsWith('cluster:')) {
    wrong.push(needsTwo && second !== undefined ? 'A cluster can only be the first side: what will run must be in files.'
      : 'A cluster can only be the first of two sides. Name the manifests of what runs there.');
  }
  return second === undefined ? { after: first } : { before: first, after: second };
}

function senderOf({ given, errors: wrong }: Options): Sender | undefined {
  const [url, image] = [given.get('url'), given.get('from-cluster')];
  if (image !== undefined) { return { kind: 'pod', ...image !== '' && { image }, ...url !== undefined && { url } }; }
  if (url !== undefined) { return { kind: 'url', url }; }
  wrong.push('The target of the requests is missing. Add --url with the address of the route, or --from-cluster to send them to the Service from a pod in its namespace.');
  return undefined;
}

function streamsOf({ given, errors: wrong }: Options): readonly Stream[] {
  const words = given.get('streams')?.split(',').map(word => word.trim());
  if (words === undefined) { return given.has('slow-path') ? STREAMS : ['new', 'keep']; }
  const streams = STREAMS.filter(stream => words.includes(stream));
  const unknown = words.filter(word => !STREAMS.some(stream => stream === word));
  if (unknown.length > 0) { wrong.push(`--streams has ${listWords(unknown.map(word => show(word)))}. Allowed: ${listWords(STREAMS)}, with commas between them.`); }
  return streams;
}

function named(name: RegExp, allowed: string): Check<string> {
  return given => typeof given === 'string' && name.test(given) ? { value: given } : { wrong: `is ${show(given)}. Allowed: ${allowed}.` };
}

function wholeNumber(least: number, most: number): Check<number> {
  return given => {
    const value = typeof given === 'string' && /^\d{1,9}$/.test(given) ? Number(given) : NaN;
    return value >= least && value <= most ? { value } : { wrong: `is ${show(given)}. Allowed: a whole number from ${least} to ${most}.` };
  };
}
