import { Calls, Clients } from './clients';
import { countsOf } from '../../src/rehearse/load/statistics';

const RATE = 100;

/** Requests that were sent, and those that got no answer with 200. */
export interface Counted {
  readonly sent: number;
  readonly failed: number;
}

/** Users of a Service: so many requests a second, each over a connection of its own, until they stop. */
export class Load {
  public static async at(address: string): Promise<Load> {
    return new Load(await Clients.calling(callsOf(address)));
  }

  private constructor(private readonly clients: Clients) {}

  /** Users turn to another address. */
  public turnTo(address: string): Promise<void> {
    return this.clients.turnTo(callsOf(address));
  }

  public async stop(): Promise<Counted> {
    const { sent, failed } = countsOf(await this.clients.stop());
    return { sent, failed };
  }
}

function callsOf(address: string): Calls {
  const { origin, pathname: path } = new URL(address);
  return { origin, rate: RATE, streams: ['new'], requests: [{ path }], timeout: 3000 };
}
