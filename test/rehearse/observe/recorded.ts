import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Sighting, Watched, WATCHED } from '../../../src/rehearse/observe/sighting';
import { HookOf, sightingOf } from '../../../src/rehearse/observe/sighting-of';

/** The watches of a rehearsal as kubectl 1.34 wrote them on Kubernetes 1.34; a line arrives each 100 ms. */
export function recorded(folder: string, hookOf: HookOf = () => 5): Record<Watched, Sighting[]> {
  const of = (watched: Watched): Sighting[] =>
    readFileSync(join(__dirname, '..', '..', 'fixtures', 'rehearse', folder, `${watched}.jsonl`), 'utf8').split('\n')
      .flatMap((line, i) => sightingOf(watched, line, i * 100, hookOf) ?? []);
  const all = (Object.keys(WATCHED) as Watched[]).map(watched => [watched, of(watched)]);
  return Object.fromEntries(all) as Record<Watched, Sighting[]>;
}
