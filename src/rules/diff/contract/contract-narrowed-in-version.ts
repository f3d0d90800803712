import { consequenceOf } from './consequences';
import { contractResult } from './contract-results';
import { changedContracts, ComparedStep, isPastSunset } from './contract-steps';
import { apiInWords, operationInWords, pointerInWords } from './contract-words';
import { ContractChange } from '../../../contracts';
import { contractPath, contractRow } from '../../../manifests';
import { Violation } from '../../../rules';
import { shorten, uncapitalize } from '../../../text';
import { contractExample } from '../../contract-example';
import { UpdateRule } from '../update-rule';

/** More than that are one mistake. */
const MOST_CHANGES = 10;

export const contractNarrowedInVersion: UpdateRule = {
  id: 'contract-narrowed-in-version',
  severity: 'error',
  title: 'Breaking change in the contract of an API version',
  impact: 'Clients of the current API fail as soon as the first new pod serves, until each of them has been changed and released.',
  why: 'Clients rely on a contract, and they are not released together with the API. Within a version the contract may only grow: the API keeps accepting what clients send, and keeps returning what they read. '
    + 'The contract recorded in the current manifests is compared with the one in this release.',
  fix: 'Make additions optional and keep everything that exists, or leave the version as it is and add another version.',
  reference: 'https://spec.openapis.org/oas/v3.1.0',
  examples: {
    before: contractExample(),
    unsafe: contractExample({ required: ['item', 'note'] }),
    safe: contractExample({ paths: ['/orders', '/carts'] }),
  },
  judge: (update, profile) => changedContracts(update)
    .filter(({ comparison, before }) => comparison && 'changes' in comparison && !isPastSunset(before, update, profile))
    .map(step => contractResult(step.after, update.after, violationsOf(step))),
};

function violationsOf(step: ComparedStep): Violation[] {
  const breaking = breakingIn(step);
  const more = breaking.length - MOST_CHANGES;
  return breaking.slice(0, MOST_CHANGES).map((change, i) => violationOf(change, step, i === MOST_CHANGES - 1 ? more : 0));
}

function breakingIn({ comparison }: ComparedStep): ContractChange[] {
  return comparison && 'changes' in comparison ? comparison.changes.filter(({ isBreaking }) => isBreaking) : [];
}

function violationOf(change: ContractChange, { after }: ComparedStep, more: number): Violation {
  const { operation, at, text } = change;
  const { felt, remedy } = consequenceOf(change, after.kind);
  const where = at.length === 0 ? '' : ` (${pointerInWords(at)}${change.side === 'before' ? ' of the current contract' : ''})`;
  const others = more > 0 ? ` ${more} more ${more === 1 ? 'change breaks' : 'changes of this contract break'} clients as well.` : '';
  const what = operation ? `${operationInWords(operation)} of ${apiInWords(after)}` : `The contract of ${apiInWords(after)}`;
  return {
    path: contractPath(after),
    row: contractRow(after, at),
    message: `${what}: ${uncapitalize(shorten(text, LONGEST_TEXT)).replace(/\.$/, '')}${where}. A client that works today ${felt}.${others}`,
    fix: `${remedy}; or leave ${apiInWords(after)} as it is and add another version, with addVersion() of VersionedApi or its own rule in the route.`,
  };
}

const LONGEST_TEXT = 300;
