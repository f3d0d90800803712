import { get } from 'node:http';

const RATE = 100;
const TIMEOUT = 3000;

/** Requests that were sent, and those that got no answer with 200. */
export interface Counted {
  sent: number;
  failed: number;
}

/** Users of a Service: so many requests a second, each over a connection of its own, until they stop. */
export class Load {
  private readonly counted: Counted = { sent: 0, failed: 0 };
  private readonly open = new Set<Promise<void>>();
  private readonly timer: NodeJS.Timeout;

  public constructor(private url: string) {
    this.timer = setInterval(() => this.send(), 1000 / RATE);
  }

  /** Users turn to another address. */
  public turnTo(url: string): void {
    this.url = url;
  }

  public async stop(): Promise<Counted> {
    clearInterval(this.timer);
    await Promise.all(this.open);
    return this.counted;
  }

  private send(): void {
    this.counted.sent++;
    const request = new Promise<boolean>(resolve => {
      get(this.url, { agent: false, timeout: TIMEOUT }, response => {
        response.resume().on('end', () => resolve(response.statusCode === 200)).on('error', () => resolve(false));
      }).on('timeout', function (this: { destroy(): void }) { this.destroy(); }).on('error', () => resolve(false));
    }).then(answered => {
      if (!answered) { this.counted.failed++; }
      this.open.delete(request);
    });
    this.open.add(request);
  }
}
