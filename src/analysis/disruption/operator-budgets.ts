import { booleanAt, groupOf, ManifestObject, ManifestSet, numberAt, Path, rootOf, stringAt } from '../../manifests';
import { perCluster } from '../memoize';

/** A budget that an operator creates for its pods, and that is not in the manifests. */
export interface OperatorBudget {
  /** The name of the operator, for messages. */
  readonly operator: string;
  /** The number of instances. */
  readonly instances: number;
  /** The path of that number, also if it is not set. */
  readonly path: Path;
  /** The field that switches the budget off, in the same object. */
  readonly switch?: Path;
}

/**
 * The budget that an operator creates for the primary of a database, which may never be evicted. With another instance
 * the operator moves the primary there first.
 */
export function operatorBudgetOf(object: ManifestObject, manifests: ManifestSet): OperatorBudget | undefined {
  const root = rootOf(object.json);
  switch (`${groupOf(object)}/${object.kind}`) {
    case 'postgresql.cnpg.io/Cluster': {
      // In a maintenance window the operator omits the budget; a hibernated database has no pod.
      const isMaintained = booleanAt(root, ['spec', 'nodeMaintenanceWindow', 'inProgress']) === true
        || (Object.hasOwn(object.annotations, 'cnpg.io/hibernation') && object.annotations['cnpg.io/hibernation'] === 'on');
      if (booleanAt(root, ['spec', 'enablePDB']) === false || isMaintained) { return undefined; }
      return { operator: 'CloudNativePG', instances: numberAt(root, ['spec', 'instances']) ?? 1, path: ['spec', 'instances'], switch: ['spec', 'enablePDB'] };
    }
    case 'acid.zalan.do/postgresql': {
      const instances = numberAt(root, ['spec', 'numberOfInstances']);
      return instances === undefined || isZalandoWithoutBudgets(manifests) ? undefined
        : { operator: 'Zalando\'s operator', instances, path: ['spec', 'numberOfInstances'] };
    }
    default: return undefined;
  }
}

/** Whether the configuration of Zalando's operator in the manifests switches its budgets off. */
const isZalandoWithoutBudgets = perCluster(({ objects }) => objects.some(object => {
  const root = rootOf(object.json);
  return (object.kind === 'OperatorConfiguration' && booleanAt(root, ['configuration', 'kubernetes', 'enable_pod_disruption_budget']) === false)
    || (object.kind === 'ConfigMap' && stringAt(root, ['data', 'enable_pod_disruption_budget']) === 'false');
}));
