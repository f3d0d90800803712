import { failureKind } from '../../../src/rehearse/load/failure-kind';

const NEW = { reused: false, answering: false };
const REUSED = { reused: true, answering: false };
const ANSWERING = { reused: false, answering: true };
const RESET = { code: 'ECONNRESET', syscall: 'read' };
const HUNG_UP = { code: 'ECONNRESET' };

test.each([
  [{ code: 'ECONNREFUSED', syscall: 'connect' }, NEW, 'refused'],
  [RESET, NEW, 'reset'],
  [{ code: 'ECONNRESET', syscall: 'connect' }, NEW, 'reset'],
  [{ code: 'EPIPE', syscall: 'write' }, NEW, 'reset'],
  [RESET, REUSED, 'reset-on-reused-connection'],
  [HUNG_UP, NEW, 'closed-before-answer'],
  [HUNG_UP, REUSED, 'closed-before-answer-on-reused-connection'],
  [HUNG_UP, ANSWERING, 'truncated'],
  [RESET, { reused: true, answering: true }, 'truncated'],
  [{ code: 'ETIMEDOUT', syscall: 'connect' }, NEW, 'timeout'],
  [{ code: 'HPE_INVALID_CONSTANT' }, NEW, 'invalid-answer'],
  [{ code: 'HPE_INVALID_CHUNK_SIZE' }, ANSWERING, 'invalid-answer'],
  [{ code: 'ENOTFOUND', syscall: 'getaddrinfo' }, NEW, 'unreachable'],
  [{ code: 'EHOSTUNREACH', syscall: 'connect' }, NEW, 'unreachable'],
  [{ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, NEW, 'unreachable'],
  [{ code: 'EADDRNOTAVAIL', syscall: 'connect' }, NEW, 'not-sent'],
  [{ code: 'EMFILE', syscall: 'connect' }, NEW, 'not-sent'],
  [{}, NEW, 'unreachable'],
])('%j of a request that was %j is %s', (error, progress, kind) => {
  expect(failureKind(error, progress)).toBe(kind);
});

test('of a name with several addresses, a refusal says more than an address that cannot be reached', () => {
  const errors = [{ code: 'ENETUNREACH', syscall: 'connect' }, { code: 'ECONNREFUSED', syscall: 'connect' }];
  expect(failureKind({ code: 'ENETUNREACH', errors }, NEW)).toBe('refused');
  expect(failureKind({ errors: [errors[0]] }, NEW)).toBe('unreachable');
});
