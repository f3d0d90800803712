import { isClassName, labels } from '../checks/names';
import { PropErrors } from '../checks/prop-errors';
import { StatedProps } from '../stated-props';

/** On which nodes the pods may run, and which pods they may preempt there. */
export interface Placement {
  readonly priorityClassName?: string;
  /** Undefined if any node is allowed. */
  readonly nodeSelector?: { [key: string]: string };
}

export function derivePlacement(errors: PropErrors, { priorityClassName, nodeSelector }: StatedProps): Placement {
  if (priorityClassName !== undefined && !isClassName(priorityClassName)) {
    errors.add({
      prop: 'priorityClassName',
      given: priorityClassName,
      allowed: "the name of a PriorityClass: lowercase letters, digits, dashes and dots, such as 'high'",
      because: 'The API server rejects every pod whose class does not exist: the update never reaches users.',
      remedy: 'give the name of the class, or leave it out',
    });
  }
  const selector = labels(errors, 'nodeSelector', nodeSelector);
  return { priorityClassName, nodeSelector: Object.keys(selector).length > 0 ? selector : undefined };
}
