import { compareGraphql } from './compare-graphql';
import { compareProtobuf } from './compare-protobuf';
import { compareOpenApi } from './openapi/compare-openapi';
import { CompareKind, Surroundings } from './surroundings';
import { CompareContracts, Contract, ContractComparison, ContractKind } from '../contracts';

const COMPARERS: { readonly [kind in ContractKind]: CompareKind } = {
  openapi: compareOpenApi,
  graphql: compareGraphql,
  protobuf: compareProtobuf,
};

/** Compares contracts with the installed tools. It starts none for equal contracts, and compares each pair only once. */
export function contractComparer(surroundings: Surroundings): CompareContracts {
  const known = new Map<string, Map<string, ContractComparison>>();
  return (before, after) => {
    if (before.kind !== after.kind) { return ofTwoKinds(before, after); }
    if (before.text === after.text) { return { changes: [], by: 'their bytes, which are equal' }; }
    const from = `${before.kind} ${before.text}`;
    const others = known.get(from) ?? known.set(from, new Map()).get(from)!;
    const comparison = others.get(after.text) ?? COMPARERS[before.kind](before, after, surroundings);
    others.set(after.text, comparison);
    return comparison;
  };
}

function ofTwoKinds(before: Contract, after: Contract): ContractComparison {
  return {
    failure: `The contract is ${after.kind}, but was ${before.kind}, so the two cannot be compared`,
    remedy: 'Add a new version with the new kind of contract, and keep the old version for its clients',
  };
}
