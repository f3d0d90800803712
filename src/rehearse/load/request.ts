import { Agent, ClientRequest, IncomingMessage, request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { isIP } from 'node:net';
import { Attempt } from './attempt';
import { ConnectionError, failureKind } from './failure-kind';
import { LoadPlan, RequestLine, StatusRange } from './load-plan';

/** The result of a request. */
export type Outcome = Pick<Attempt, 'status' | 'version' | 'failure' | 'detail'>;

/** Sends one request, and waits until its answer has ended or failed. */
export async function sendRequest(line: RequestLine, plan: LoadPlan, agent: Agent | false): Promise<Outcome> {
  return new Promise(resolve => {
    const request = requestFor(line, plan, agent);
    const expect = line.expect ?? plan.expect;
    let answer: IncomingMessage | undefined;
    // The first event of a request counts: a reset is followed by an end of the answer that looks like a good one.
    const settle = (outcome: Outcome): void => {
      clearTimeout(timer);
      resolve({ ...answer && { status: answer.statusCode, ...versionOf(answer, plan) }, ...outcome });
    };
    const fail = (error: ConnectionError): void => {
      const detail = error.code ?? error.errors?.[0]?.code;
      const kind = failureKind(error, { reused: request.reusedSocket, answering: answer !== undefined });
      settle({ failure: failureOf(answer, expect) ?? kind, detail });
    };
    const timer = setTimeout(() => {
      settle({ failure: 'timeout', detail: reached(request, answer) });
      request.destroy();
    }, plan.timeout);
    request.on('error', fail);
    request.on('response', response => {
      answer = response;
      response.on('error', fail);
      response.on('end', () => settle({ failure: failureOf(response, expect) }));
      response.resume();
    });
    request.end(line.body);
  });
}

function requestFor({ method = 'GET', path, headers, body }: RequestLine, plan: LoadPlan, agent: Agent | false): ClientRequest {
  const { protocol, hostname, port, host } = new URL(plan.origin);
  const secure = protocol === 'https:';
  const name = plan.host ?? host;
  const bare = withoutPort(name);
  return (secure ? requestSecure : requestPlain)({
    agent,
    method,
    path,
    host: withoutBrackets(plan.resolve ?? hostname),
    port: port === '' ? undefined : Number(port),
    headers: {
      Host: name,
      ...agent === false && { Connection: 'close' },
      ...body !== undefined && { 'Content-Length': Buffer.byteLength(body) },
      ...headers,
    },
    ...secure && {
      // An IP address is not a server name of TLS.
      servername: isIP(bare) === 0 ? bare : '',
      rejectUnauthorized: plan.insecure !== true,
    },
  });
}

/** The failure by status, which is more telling than a truncated body. */
function failureOf(answer: IncomingMessage | undefined, expect: readonly StatusRange[]): Attempt['failure'] {
  const status = answer?.statusCode;
  if (status === undefined || expect.some(({ from, to }) => status >= from && status <= to)) { return undefined; }
  return status >= 500 && status <= 599 ? 'server-error' : 'unexpected-status';
}

function versionOf(answer: IncomingMessage, { versionHeader }: LoadPlan): Pick<Attempt, 'version'> {
  const value = versionHeader === undefined ? undefined : answer.headers[versionHeader.toLowerCase()];
  return value === undefined ? {} : { version: String(value) };
}

function reached(request: ClientRequest, answer: IncomingMessage | undefined): string {
  if (answer !== undefined) { return 'no end of the answer'; }
  return request.socket === null || request.socket.connecting ? 'no connection' : 'no answer';
}

function withoutPort(name: string): string {
  return withoutBrackets(name.replace(/:\d+$/, ''));
}

function withoutBrackets(address: string): string {
  return address.replace(/^\[(.*)\]$/, '$1');
}
