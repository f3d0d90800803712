import { booleanAt, groupOf, ManifestObject, ManifestSet, numberAt, Path, rootOf, stringAt } from '../../manifests';
import { perCluster } from '../memoize';

/** A budget that an operator writes for what it runs, and that stands in no manifest. */
export interface OperatorBudget {
  /** Of the operator, as messages have it. */
  readonly operator: string;
  /** How many instances there are. */
  readonly instances: number;
  /** Where that stands, or would stand. */
  readonly path: Path;
  /** What turns the budget off, in the same object. */
  readonly switch?: Path;
}

/**
 * The budget that an operator makes for the primary of a database: it must stay, whoever drains its node. With another instance
 * the operator moves the primary there first.
 */
export function operatorBudgetOf(object: ManifestObject, manifests: ManifestSet): OperatorBudget | undefined {
  const root = rootOf(object.json);
  switch (`${groupOf(object)}/${object.kind}`) {
    case 'postgresql.cnpg.io/Cluster': {
      // In a maintenance window the operator leaves the budget out; one that hibernates has no pod.
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

/** Whether the configuration of Zalando's operator, where it is here, turns its budgets off. */
const isZalandoWithoutBudgets = perCluster(({ objects }) => objects.some(object => {
  const root = rootOf(object.json);
  return (object.kind === 'OperatorConfiguration' && booleanAt(root, ['configuration', 'kubernetes', 'enable_pod_disruption_budget']) === false)
    || (object.kind === 'ConfigMap' && stringAt(root, ['data', 'enable_pod_disruption_budget']) === 'false');
}));
