import { RehearseOptions, rehearseOptions } from '../../src/cli/rehearse-options';

const optionsOf = (line: string): RehearseOptions => {
  const options = rehearseOptions(line.split(' '));
  if (Array.isArray(options) || 'clean' in options) { throw new Error(`refused: ${JSON.stringify(options)}`); }
  return options;
};
const refusalsOf = (...args: string[]): string => {
  const options = rehearseOptions(args);
  return Array.isArray(options) ? options.join('\n') : '';
};

test('an update is rehearsed between two sides, at 50 requests a second over new and kept-alive connections', () => {
  expect(optionsOf('old new --url http://shop.example.com/')).toMatchObject({
    before: 'old',
    after: 'new',
    disturbance: { kind: 'update' },
    sender: { kind: 'url', url: 'http://shop.example.com/' },
    rate: 50,
    repeat: 1,
    streams: ['new', 'keep'],
    inPlace: false,
    yes: false,
    format: 'text',
  });
});

test.each([
  ['--restart', { kind: 'restart' }],
  ['--evict', { kind: 'evict' }],
  ['--drain n2', { kind: 'drain', node: 'n2' }],
  ['--scale 2', { kind: 'scale', replicas: 2 }],
  ['--scale 0', { kind: 'scale', replicas: 0 }],
])('%s needs one side only', (option, disturbance) => {
  const { before, after, disturbance: asked } = optionsOf(`dist ${option} --from-cluster`);
  expect([before, after, asked]).toEqual([undefined, 'dist', disturbance]);
});

test('a rollback returns from the second side to the first', () => {
  expect(optionsOf('old new --rollback --from-cluster')).toMatchObject({ before: 'old', after: 'new', disturbance: { kind: 'rollback' } });
});

test('--from-cluster takes an image behind an equals sign, and no side for one', () => {
  expect(optionsOf('dist --restart --from-cluster=node:22-alpine').sender).toEqual({ kind: 'pod', image: 'node:22-alpine' });
  expect(optionsOf('--restart --from-cluster dist')).toMatchObject({ after: 'dist', sender: { kind: 'pod' } });
});

test('a pod may send to a URL, too', () => {
  expect(optionsOf('dist --restart --from-cluster --url http://web.shop.svc/orders').sender).toEqual({ kind: 'pod', url: 'http://web.shop.svc/orders' });
});

test('a slow path adds the stream of slow requests', () => {
  expect(optionsOf('dist --restart --from-cluster --slow-path /slow?ms=3000').streams).toEqual(['new', 'keep', 'slow']);
});

test.each([['json', 'json'], ['html', 'html'], ['svg', 'svg'], ['md', 'markdown'], ['txt', 'text']])('a report in FILE.%s is %s', (ending, format) => {
  expect(optionsOf(`dist --restart --from-cluster --out report.${ending}`).format).toBe(format);
});

test('--clean needs no side', () => {
  expect(rehearseOptions(['--clean', 'abc123', '--context', 'kind'])).toEqual({ clean: 'abc123', context: 'kind', namespace: undefined, yes: false });
});

describe('is refused:', () => {
  test.each<[string, string, RegExp]>([
    ['no side', '--restart --from-cluster', /^No manifests are named\./],
    ['three sides', 'a b c --from-cluster', /^There are 3 sides\./],
    ['an update of one side', 'a --from-cluster', /an update needs two/],
    ['a rollback of one side', 'a --rollback --from-cluster', /^--rollback returns from AFTER to BEFORE\./],
    ['a restart of two sides', 'a b --restart --from-cluster', /^--restart needs one side, but two are named\./],
    ['two disturbances at once', 'a --restart --evict --from-cluster', /^--restart and --evict cannot be combined, since/],
    ['no address', 'a b', /^The target of the requests is missing\./],
    ['standard input', 'a - --from-cluster', /cannot be read from standard input/],
    ['a cluster as what will run', 'a cluster: --from-cluster', /^A cluster can only be the first side/],
    ['a rate of 0', 'a b --from-cluster --rate 0', /^--rate is "0"\. Allowed: a whole number from 1 to 1000\.$/],
    ['a rate above the cap', 'a b --from-cluster --rate 1001', /^--rate is "1001"\./],
    ['half a repetition', 'a b --from-cluster --repeat 1.5', /^--repeat is "1\.5"\./],
    ['a negative scale', 'a --from-cluster --scale=-1', /^--scale is "-1"\./],
    ['an unknown stream', 'a b --from-cluster --streams new,warm', /^--streams has "warm"\. Allowed: new, keep and slow/],
    ['slow requests without a path', 'a b --from-cluster --streams slow', /^--streams has slow, which needs the path of a slow request\./],
    ['a slow path that is an address', 'a b --from-cluster --slow-path http://x/slow', /^--slow-path is "http:\/\/x\/slow"\./],
    ['an unknown ending', 'a b --from-cluster --out report.png', /^--out is "report\.png"\. Allowed: a name that ends with/],
    ['an ending that is a name of Object', 'a b --from-cluster --out report.constructor', /^--out is/],
    ['an unknown format', 'a b --from-cluster --format sarif', /^--format is "sarif"\./],
    ['a misspelt option', 'a b --from-clustre', /did you mean --from-cluster\?/],
  ])('%s', (_, line, message) => expect(refusalsOf(...line.split(' '))).toMatch(message));
});
