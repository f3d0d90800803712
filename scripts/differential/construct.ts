import { App, Chart } from 'cdk8s';
import * as fc from 'fast-check';
import { loadAll } from 'js-yaml';
import { kindOf } from './normalize';
import { MakeProps, props } from './props';
import { Json, Server } from './server';
import { ZeroDowntimeService, ZeroDowntimeServiceProps } from '../../src';

export interface ConstructRun {
  readonly tried: number;
  readonly accepted: number;
  /** Those that the construct accepts and the server refuses, by kind. */
  readonly refused: ReadonlyMap<string, readonly string[]>;
  /** What cdk8s-plus says itself, without the path of the construct, by its words. */
  readonly unlocated: ReadonlyMap<string, number>;
}

/** Sends what the construct accepts to the server, until enough was accepted. */
export async function compareConstruct(server: Server, wanted: number, seed: number): Promise<ConstructRun> {
  const refused = new Map<string, string[]>();
  const unlocated = new Map<string, number>();
  let [tried, accepted] = [0, 0];
  for (let round = 0; accepted < wanted; round++) {
    const asked: Promise<void>[] = [];
    for (const make of fc.sample(props, { numRuns: 200, seed: seed + round })) {
      if (accepted >= wanted) { break; }
      tried++;
      const objects = manifestsOf(make, unlocated);
      if (!objects) { continue; }
      accepted++;
      for (const object of objects) { asked.push(noteRefusals(server, object, refused)); }
    }
    await Promise.all(asked);
  }
  return { tried, accepted, refused, unlocated };
}

async function noteRefusals(server: Server, object: Json, refused: Map<string, string[]>): Promise<void> {
  const { causes } = await server.ask(object);
  for (const cause of causes) {
    const kind = `${object.kind} ${kindOf(cause)}`;
    refused.set(kind, [...refused.get(kind) ?? [], `${cause.field}: ${cause.message}`]);
  }
}

function manifestsOf(make: MakeProps, unlocated: Map<string, number>): Json[] | undefined {
  const app = new App();
  const chart = new Chart(app, 'differential');
  const given = propsOf(make, chart);
  if (!given) { return undefined; }
  try {
    new ZeroDowntimeService(chart, 'web', given);
    return loadAll(app.synthYaml()) as Json[];
  } catch (e) {
    const { message } = e as Error;
    if (!/\[differential\/web\]/.test(message)) { unlocated.set(message.slice(0, 250), (unlocated.get(message.slice(0, 250)) ?? 0) + 1); }
    return undefined;
  }
}

// Some volumes cdk8s-plus does not even make.
function propsOf(make: MakeProps, chart: Chart): ZeroDowntimeServiceProps | undefined {
  try {
    return make(chart);
  } catch {
    return undefined;
  }
}
