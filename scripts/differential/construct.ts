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
  /** Refusals of the server that the construct does not have, by kind. */
  readonly refused: ReadonlyMap<string, readonly string[]>;
  /** Errors of cdk8s-plus itself, without the path of the construct, by their texts. */
  readonly unlocated: ReadonlyMap<string, number>;
}

/** Sends the manifests that the construct accepts to the server, until there are enough. */
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

// cdk8s-plus itself refuses some volumes.
function propsOf(make: MakeProps, chart: Chart): ZeroDowntimeServiceProps | undefined {
  try {
    return make(chart);
  } catch {
    return undefined;
  }
}
