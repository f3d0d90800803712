import { setTimeout as sleep } from 'node:timers/promises';
import { Attempt } from '../../src/rehearse/load/attempt';
import { LoadPlan } from '../../src/rehearse/load/load-plan';
import { Load, startLoadProcess } from '../../src/rehearse/load/load-process';

/** The requests of clients, and their target: the rest is the same for all of them. */
export type Calls = Pick<LoadPlan, 'origin' | 'rate' | 'streams' | 'requests'> & Partial<LoadPlan>;

/** Clients that send all the time, by the load of `rehearse`, until they stop or turn to something else. */
export class Clients {
  /** Resolves when the first requests have been answered. */
  public static async calling(calls: Calls): Promise<Clients> {
    const clients = new Clients();
    await clients.turnTo(calls);
    return clients;
  }

  private readonly attempts: Attempt[] = [];
  private load?: { readonly stop: Load['stop']; readonly told: Promise<void> };

  private constructor() { /* made by calling() */ }

  /** The old ones stop when the new ones send. */
  public async turnTo(calls: Calls): Promise<void> {
    const old = this.load;
    const { attempts, stop } = startLoadProcess({ ramp: 0, slowRequests: [], slowRate: 0, expect: [{ from: 200, to: 200 }], timeout: 5000, ...calls });
    let sends = false;
    const told = (async () => {
      for await (const some of attempts) {
        this.attempts.push(...some);
        sends ||= some.length > 0;
      }
    })();
    this.load = { stop, told };
    while (!sends) { await Promise.race([sleep(50), told]); }
    old?.stop();
    await old?.told;
  }

  /** All that was sent, when the last answer has come. */
  public async stop(): Promise<readonly Attempt[]> {
    this.load?.stop();
    await this.load?.told;
    return this.attempts;
  }
}
