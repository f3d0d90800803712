import { isStillCalled, routeOfContract, servicesOfContract, sunsetOf } from '../../../analysis/api/called-apis';
import { versionNamed } from '../../../analysis/traffic/api-versions';
import { ContractComparison, withoutVersion } from '../../../contracts';
import { groupedBy, keyOf, RecordedContract } from '../../../manifests';
import { ClusterProfile } from '../../../rules';
import { pathsOf, RoutePath, sameIn } from '../routing/route-paths';
import { counterparts } from '../routing/service-steps';
import { perUpdate, Update } from '../update';

/** A contract as it was recorded before, and as it is recorded now. */
export interface ContractStep {
  readonly before: RecordedContract;
  readonly after: RecordedContract;
}

interface ContractSteps {
  readonly kept: readonly ContractStep[];
  /** The previous contracts that have no counterpart now. */
  readonly missing: readonly RecordedContract[];
}

/** Pairs the contracts before and after, by what clients call and its version. */
export const contractSteps = perUpdate((update): ContractSteps => {
  const [old, now] = [update.before.contracts, update.after.contracts];
  const own = paired(old, now, ({ object: { namespace }, of, version }) => keyOf(namespace, of.kind, of.name, version));
  const [left, rest] = others(old, now, own);
  // Where only one side states the namespace, the other was most likely always applied to the same one.
  const loose = paired(left, rest, ({ of, version }) => keyOf(of.kind, of.name, version))
    .filter(({ before, after }) => before.object.namespace === undefined || after.object.namespace === undefined);
  const moved = movedContracts(...others(left, rest, loose), update);
  const kept = [...own, ...loose, ...moved];
  return { kept, missing: others(old, now, kept)[0] };
});

/** The contracts with a key that each side has once. */
function paired(
  old: readonly RecordedContract[], now: readonly RecordedContract[], keyFor: (contract: RecordedContract) => string,
): ContractStep[] {
  const [before, after] = [old, now].map(contracts => groupedBy(contracts, contract => [keyFor(contract)]));
  return [...before].flatMap(([key, [one, ...more]]) => {
    const [other, ...further] = after.get(key) ?? [];
    return other && more.length + further.length === 0 ? [{ before: one, after: other }] : [];
  });
}

function others(
  old: readonly RecordedContract[], now: readonly RecordedContract[], steps: readonly ContractStep[],
): [RecordedContract[], RecordedContract[]] {
  const known = new Set(steps.flatMap(({ before, after }) => [before, after]));
  return [old.filter(contract => !known.has(contract)), now.filter(contract => !known.has(contract))];
}

/** The object that clients call has another name or kind now, but serves them as before. Where several match, none is chosen. */
function movedContracts(
  old: readonly RecordedContract[], now: readonly RecordedContract[], update: Update,
): ContractStep[] {
  const steps = old.flatMap(before => now.map(after => ({ before, after }))).filter(step => isSameApi(step, update));
  return steps.filter(step => steps.every(other => other === step
    || (other.before !== step.before && other.after !== step.after)));
}

function isSameApi(step: ContractStep, update: Update): boolean {
  const { before, after } = step;
  if (before.kind !== after.kind) { return false; }
  if (before.version === undefined && after.version !== undefined) { return servesSameService(step, update); }
  return before.version === after.version
    && (counterparts(update).afterOf.get(before.object) === after.object
      || takesSamePaths(step, update) || servesSameService(step, update));
}

/** A Service that clients called by its name now has a route that leads to it. */
function servesSameService({ before, after }: ContractStep, update: Update): boolean {
  const [served, ...more] = servicesOfContract(update.before, before);
  const now = servicesOfContract(update.after, after);
  return served !== undefined && more.length === 0 && now.length === 1
    && served.object.name === now[0].object.name && served.object.namespace === now[0].object.namespace;
}

function takesSamePaths({ before, after }: ContractStep, update: Update): boolean {
  const [was, is] = [routeOfContract(update.before, before), routeOfContract(update.after, after)];
  const isMeant = (path: RoutePath): boolean => before.version === undefined || versionNamed(path) === before.version;
  const paths = was && is ? pathsOf(was).filter(isMeant) : [];
  return paths.length > 0 && paths.every(path => sameIn(update.after, path).some(({ route }) => route === is));
}

/** The result of comparing a contract that changed. */
export interface ComparedStep extends ContractStep {
  readonly comparison?: ContractComparison;
}

/** The contracts that changed, compared as far as something compares them. Contracts that may be removed are left out. */
export const changedContracts = perUpdate((update): readonly ComparedStep[] => contractSteps(update).kept
  .filter(({ before, after }) => before.kind !== after.kind || before.text !== after.text)
  .map((step): ComparedStep => ({ ...step, comparison: compared(step, update) })));

function compared({ before, after }: ContractStep, { compareContracts }: Update): ContractComparison | undefined {
  if (before.kind !== after.kind) {
    return { failure: `the contract was of the kind ${before.kind} and is of the kind ${after.kind}`, remedy: 'Record a contract of the same kind, or add a version for the other kind' };
  }
  if (before.of.kind === after.of.kind && before.of.name === after.of.name) { return compareContracts?.(before, after); }
  // With another address, rules about routes and Services report the previous one.
  const [old, now] = [before, after].map(each => each.version === undefined ? each : withoutVersion(each, each.version));
  const comparison = compareContracts?.(old, now);
  return comparison && 'changes' in comparison
    ? { ...comparison, changes: comparison.changes.filter(({ at: [first] }) => first !== 'servers') } : comparison;
}

/** Whether clients were told that a version is removed, and its sunset has come. Where today is not known, it may have. */
export function isPastSunset(contract: RecordedContract, update: Update, { today }: ClusterProfile): boolean {
  const sunset = sunsetOf(update.before, contract);
  return sunset !== undefined && (today === undefined || today >= sunset);
}

/** The contracts that are missing although clients still call what they describe. */
export function lostContracts(update: Update): RecordedContract[] {
  return contractSteps(update).missing.filter(contract => isStillCalled(update.after, contract));
}
