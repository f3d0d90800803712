import { routeOfContract } from '../../../analysis/api/called-apis';
import { ContractChange, withoutVersion } from '../../../contracts';
import { ManifestSet, RecordedContract, Route } from '../../../manifests';
import { Update } from '../update';

/** A version of an API, with the route that its clients call. */
export interface RoutedVersion {
  readonly route: Route;
  readonly version: string;
}

/** The changes by which one version breaks clients of another; undefined where one is not recorded, or they cannot be compared. */
export function comparedVersions(was: RoutedVersion, is: RoutedVersion, update: Update): ContractChange[] | undefined {
  const [old, now] = [contractOf(update.before, was), contractOf(update.after, is)];
  if (!old || !now || old.kind !== now.kind) { return undefined; }
  // The addresses of each contain its own version.
  const comparison = update.compareContracts?.(withoutVersion(old, was.version), withoutVersion(now, is.version));
  return comparison && 'changes' in comparison ? comparison.changes.filter(({ isBreaking }) => isBreaking) : undefined;
}

function contractOf(manifests: ManifestSet, { route, version }: RoutedVersion): RecordedContract | undefined {
  return manifests.contracts.find(contract => contract.version === version
    && routeOfContract(manifests, contract)?.object === route.object);
}
