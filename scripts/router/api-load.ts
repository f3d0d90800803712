import { Agent, get, IncomingHttpHeaders } from 'node:http';
import { HOST } from './orders';

const TIMEOUT = 5000;

/** Those that call one address of the API. */
export interface Client {
  readonly path: string;
  /** The versions whose answers they understand. */
  readonly understands: readonly string[];
}

/** Requests that were sent, and those that got no answer that the client understands, by what they got instead. */
export interface Counted {
  sent: number;
  failed: number;
  readonly instead: Record<string, number>;
}

/** Clients of the API: so many requests a second together, whether earlier ones are answered or not. */
export class ApiLoad {
  private readonly counted: Counted = { sent: 0, failed: 0, instead: {} };
  private readonly open = new Set<Promise<void>>();
  private readonly timer: NodeJS.Timeout;
  private readonly agent = new Agent({ keepAlive: true });
  private due = 0;
  private at = performance.now();

  public constructor(private readonly router: string, rate: number, private clients: readonly Client[]) {
    this.timer = setInterval(() => {
      const now = performance.now();
      this.due += (now - this.at) / 1000 * rate;
      this.at = now;
      for (; this.due >= 1; this.due--) { this.send(this.clients[this.counted.sent % this.clients.length]); }
    }, 5);
  }

  /** Some clients leave, others come. */
  public turnTo(clients: readonly Client[]): void {
    this.clients = clients;
  }

  public async stop(): Promise<Counted> {
    clearInterval(this.timer);
    await Promise.all(this.open);
    this.agent.destroy();
    return this.counted;
  }

  private send({ path, understands }: Client): void {
    this.counted.sent++;
    const request = answer(this.router, path, this.agent).then(({ status, headers }) => {
      const version = headers['x-version'];
      if (status === 200 && typeof version === 'string' && understands.includes(version)) { return 'understood'; }
      return status === 200 ? `answered by ${String(version)}` : String(status);
    }, () => 'no answer').then(got => {
      this.open.delete(request);
      if (got === 'understood') { return; }
      this.counted.failed++;
      this.counted.instead[got] = (this.counted.instead[got] ?? 0) + 1;
    });
    this.open.add(request);
  }
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
