import { ApiObject, JsonPatch } from 'cdk8s';
import { IConstruct } from 'constructs';

type Manifest = any;

/** Completes a rendered manifest in place. */
export type Completion = (manifest: Manifest) => void;

interface LateSteps {
  readonly completions: Completion[];
  readonly patches: JsonPatch[];
}

const LATE_STEPS = Symbol.for('cdk8s-zero-downtime.LateSteps');

/**
 * Lets manifests have fields that are newer than cdk8s-plus-27.
 *
 * The objects of cdk8s-plus-27 write only fields that Kubernetes 1.27 knew. Anything newer is dropped without a word,
 * even when a JSON patch added it: `preStop.sleep` comes out as `preStop: {}`, which an API server rejects.
 */
export class NewerFields {
  /**
   * From now on, JSON patches added to this object are applied to the finished manifest, so that nothing they add is
   * lost. Their paths are those of the manifest (`/spec/clusterIP`, not `/spec/clusterIp`). Patches added before stay
   * as they are. The objects of a `ZeroDowntimeService` already have it.
   *
   * @param construct an API object, or a construct that has one, such as a cdk8s-plus `Deployment`
   */
  public static keep(construct: IConstruct): void {
    lateStepsOf(ApiObject.of(construct));
  }

  /**
   * @internal
   */
  public static _complete(construct: IConstruct, completion: Completion): void {
    lateStepsOf(ApiObject.of(construct)).completions.push(completion);
  }

  private constructor() {}
}

// cdk8s applies its own patches before the generated class drops fields; replacing both methods on the one object
// moves them behind it.
function lateStepsOf(object: ApiObject & { [LATE_STEPS]?: LateSteps }): LateSteps {
  const installed = object[LATE_STEPS];
  if (installed) { return installed; }

  const late: LateSteps = { completions: [], patches: [] };
  const render = object.toJson.bind(object);
  object[LATE_STEPS] = late;
  object.addJsonPatch = (...ops) => { late.patches.push(...ops); };
  object.toJson = () => {
    const manifest = render();
    late.completions.forEach(complete => complete(manifest));
    try {
      return JsonPatch.apply(manifest, ...late.patches);
    } catch (e) {
      throw new Error(`[${object.node.path}] a JSON patch for ${object.kind} '${object.name}' cannot be applied: ${(e as Error).message} `
        + 'Its path must exist in the manifest; add the missing parent as a whole object first.');
    }
  };
  return late;
}
