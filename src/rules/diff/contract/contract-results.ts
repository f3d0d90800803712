import { routeOfContract, servicesOfContract } from '../../../analysis/api/called-apis';
import { workloadsByObject } from '../../../analysis/workloads';
import { ManifestSet, RecordedContract } from '../../../manifests';
import { RuleResult, Violation } from '../../../rules';

/** A rule's result about a contract. Acknowledgements count on the ConfigMap, on the route or Service that clients call, and on the only workload behind it. */
export function contractResult(contract: RecordedContract, manifests: ManifestSet, violations: Violation[]): RuleResult {
  const services = servicesOfContract(manifests, contract);
  const pods = [...new Set(services.flatMap(({ object }) => manifests.selected.get(object) ?? []))];
  const called = routeOfContract(manifests, contract)?.object ?? (contract.of.kind === 'Service' ? services[0]?.object : undefined);
  return {
    object: contract.object,
    workload: pods.length === 1 ? workloadsByObject(manifests).get(pods[0].object) : undefined,
    about: called,
    violations,
  };
}
