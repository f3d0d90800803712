import { createHash } from 'node:crypto';
import { Found } from './inputs';
import { groupedBy } from '../../src/manifests';

const SEED = 'cdk8s-zero-downtime';
/** An application that is published several times, or whose services are copies of one another, must not fill the sample. */
const MOST_OF_ONE_REPOSITORY = 5;

/** A sample of all findings, in an order that depends only on their keys. */
export function sampleOf(all: readonly Found[], amount: number): Found[] {
  const taken = new Map<string, number>();
  return shuffled(all).filter(({ input: { repository } }) => {
    const before = taken.get(repository) ?? 0;
    taken.set(repository, before + 1);
    return before < MOST_OF_ONE_REPOSITORY;
  }).slice(0, amount);
}

/** A sample for each rule, from as many repositories as possible. */
export function sampleOfEachRule(all: readonly Found[], amount: number): Found[] {
  return [...groupedBy(all, ({ finding }) => [finding.rule.id]).values()].flatMap(found => {
    const turns = [...groupedBy(shuffled(found), ({ input }) => [input.repository]).values()];
    const longest = Math.max(...turns.map(({ length }) => length));
    return Array.from({ length: longest }, (_, turn) => turns.flatMap(of => of.slice(turn, turn + 1))).flat().slice(0, amount);
  });
}

function shuffled(all: readonly Found[]): Found[] {
  return all.map(found => [createHash('sha256').update(`${SEED} ${found.key}`).digest('hex'), found] as const)
    .sort(([one], [other]) => one < other ? -1 : 1)
    .map(([, found]) => found);
}
