import { DeploymentView, isDeployment, readDeployment } from './deployment';
import { FieldErrors } from '../fields';
import { ManifestObject } from '../manifest-object';

/**
 * What makes pods from one template and replaces them, by its `kind`: Deployment only, for now. The next one is a view and
 * an entry here, its arithmetic in a file of `lifecycle`, and what its fields mean in a file of `analysis`; the compiler
 * then asks each rule that reads a field of Deployments which kinds it is about.
 */
export type ControllerView = DeploymentView;

interface ControllerKind {
  fits(object: ManifestObject): boolean;
  read(object: ManifestObject, fieldErrors: FieldErrors): ControllerView;
}

const KINDS: readonly ControllerKind[] = [{ fits: isDeployment, read: readDeployment }];

/** Whether an object is a controller of a kind that is judged. */
export function isJudgedController(object: ManifestObject): boolean {
  return KINDS.some(({ fits }) => fits(object));
}

/** The view of a controller of a kind that is judged. */
export function readController(object: ManifestObject, fieldErrors: FieldErrors): ControllerView {
  return KINDS.find(({ fits }) => fits(object))!.read(object, fieldErrors);
}
