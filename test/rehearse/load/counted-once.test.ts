import { startFailingServer } from './start-failing-server';
import { Attempt, FailureKind, FAILURE_KINDS } from '../../../src/rehearse/load/attempt';
import { RequestLine } from '../../../src/rehearse/load/load-plan';
import { startLoadProcess } from '../../../src/rehearse/load/load-process';

const REQUESTS = 10_000;
const RATE = 500;

/** The kind that a client must see; those with a second one depend on whether the connection was used before. */
const KINDS: { readonly [cue: string]: readonly [FailureKind | undefined, FailureKind?] } = {
  'ok': [undefined],
  'unlisten': [undefined],
  'slow': [undefined],
  'reset': ['reset', 'reset-on-reused-connection'],
  'close': ['closed-before-answer', 'closed-before-answer-on-reused-connection'],
  'half-header': ['closed-before-answer', 'closed-before-answer-on-reused-connection'],
  'short': ['truncated'],
  'short-chunk': ['truncated'],
  'reset-in-answer': ['truncated'],
  'silent': ['timeout'],
  'silent-in-answer': ['timeout'],
  'error': ['server-error'],
  'short-error': ['server-error'],
  'missing': ['unexpected-status'],
  'garbage': ['invalid-answer'],
};
const FAILING = Object.keys(KINDS).filter(cue => KINDS[cue][0] !== undefined);
/** Some two of three are answered well, so that kept-alive connections live long enough to be used again; in no order. */
const cueOf = (i: number): string => {
  if (i % 1009 === 500) { return 'unlisten'; }
  return FAILING[i * 7919 % 10_007 % (FAILING.length * 3)] ?? 'ok';
};
const keyOf = (closing: boolean, path: string): string => `${closing ? 'closing' : 'keeping'} ${path}`;

test('each of 10,000 requests is counted once, with the kind of failure that the server caused', async () => {
  const server = await startFailingServer();
  const requests: RequestLine[] = Array.from({ length: REQUESTS }, (_, i) => ({ path: `/${cueOf(i)}/${i}` }));
  const load = startLoadProcess({
    origin: server.origin,
    rate: RATE,
    ramp: 1,
    streams: ['new', 'keep', 'slow'],
    requests,
    slowRequests: requests.map((_, i) => ({ path: `/slow/${i}` })),
    slowRate: 25,
    expect: [{ from: 200, to: 399 }],
    timeout: 3000,
    versionHeader: 'version',
  });
  const attempts = new Map<string, Attempt>();
  for await (const batch of load.attempts) {
    for (const attempt of batch) {
      const key = keyOf(attempt.stream !== 'keep', attempt.path);
      expect(attempts.has(key)).toBe(false);
      attempts.set(key, attempt);
    }
    if (attempts.size >= REQUESTS) { load.stop(); }
  }
  const seen = await server.stop();
  const served = new Map(seen.map(one => [keyOf(one.stream === 'closing', one.path), one]));

  expect(served.size).toBe(seen.length);
  expect([...served.keys()].filter(key => !attempts.has(key))).toEqual([]);
  const wrong = [...attempts].flatMap(([key, attempt]) => {
    const nth = served.get(key)?.nth;
    const [onNew, onReused] = KINDS[attempt.path.split('/')[1]];
    const onServed = nth !== undefined && nth > 1 ? onReused ?? onNew : onNew;
    // The server sees nothing of connections that waited to be accepted when the port was closed: the kernel resets them.
    // On a busy machine the client may have been asleep for a second.
    const expected: (string | undefined)[] = nth === undefined ? ['refused', 'reset', 'not-sent'] : [onServed];
    return expected.includes(attempt.failure) ? [] : [{ ...attempt, expected, nth }];
  });
  expect(wrong).toEqual([]);
  const kinds = new Set<string | undefined>([...attempts.values()].map(({ failure }) => failure));
  expect(FAILURE_KINDS.filter(kind => !kinds.has(kind) && kind !== 'not-sent')).toEqual(['unreachable']);
  expect(new Set([...attempts.values()].filter(({ failure }) => failure === undefined).map(({ version }) => version))).toEqual(new Set(['v1']));
});
