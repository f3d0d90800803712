import { Agent, get, IncomingHttpHeaders } from 'node:http';
import { HOST } from './orders';
import { Attempt } from '../../src/rehearse/load/attempt';
import { Clients } from '../updates/clients';

const TIMEOUT = 5000;

/** Those that call one address of the API. */
export interface Client {
  readonly path: string;
  /** The versions whose answers they understand. */
  readonly understands: readonly string[];
}

/** Requests that were sent, and those that got no answer that the client understands, by what they got instead. */
export interface Counted {
  readonly sent: number;
  readonly failed: number;
  readonly instead: Record<string, number>;
}

/** Clients of the API: so many requests a second together, whether earlier ones are answered or not. */
export class ApiLoad {
  public static async of(router: string, rate: number, clients: readonly Client[]): Promise<ApiLoad> {
    const load = new ApiLoad(router, rate);
    await load.turnTo(clients);
    return load;
  }

  private readonly got: (string | undefined)[] = [];
  private now?: { readonly sending: Clients; readonly clients: readonly Client[] };

  private constructor(private readonly router: string, private readonly rate: number) {}

  /** Some clients leave, others come. */
  public async turnTo(clients: readonly Client[]): Promise<void> {
    const sending = await Clients.calling({
      origin: new URL(this.router).origin,
      host: HOST,
      rate: this.rate,
      streams: ['keep'],
      requests: clients.map(({ path }) => ({ path })),
      timeout: TIMEOUT,
      versionHeader: 'x-version',
    });
    await this.judge();
    this.now = { sending, clients };
  }

  public async stop(): Promise<Counted> {
    await this.judge();
    this.now = undefined;
    const instead: Record<string, number> = {};
    const failed = this.got.flatMap(got => got ?? []);
    for (const got of failed) { instead[got] = (instead[got] ?? 0) + 1; }
    return { sent: this.got.length, failed: failed.length, instead };
  }

  private async judge(): Promise<void> {
    const { sending, clients } = this.now ?? {};
    const attempts = await sending?.stop() ?? [];
    this.got.push(...attempts.filter(({ failure }) => failure !== 'not-sent').map(attempt => insteadOf(attempt, clients!)));
  }
}

/** What a client got instead of an answer that it understands. */
function insteadOf({ path, status, version, failure }: Attempt, clients: readonly Client[]): string | undefined {
  if (status === undefined) { return failure; }
  if (status !== 200) { return String(status); }
  const isUnderstood = version !== undefined && clients.some(client => client.path === path && client.understands.includes(version));
  return isUnderstood ? failure : `answered by ${String(version)}`;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** As they came, name after name and value. */
  readonly raw: readonly string[];
}

export function answer(router: string, path: string, agent?: Agent): Promise<Answer> {
  const { hostname, port } = new URL(router);
  return new Promise((resolve, reject) => {
    const sent = get({ agent: agent ?? false, hostname, port, path, headers: { host: HOST }, timeout: TIMEOUT }, response => {
      const { statusCode = 0, headers, rawHeaders } = response;
      response.resume().on('end', () => resolve({ status: statusCode, headers, raw: rawHeaders })).on('error', reject);
    });
    sent.on('timeout', () => sent.destroy(new Error('timeout'))).on('error', reject);
  });
}
