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
 * Its objects write only fields that its version of Kubernetes knew. Anything newer is dropped without a message, even if
 * a JSON patch added it: an unknown hook is written as `preStop: {}`, which the API server rejects.
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

  /**
   * Whether JSON patches were added that only rendering applies.
   *
   * @internal
   */
  public static _isPatched(construct: IConstruct): boolean {
    return lateStepsOf(ApiObject.of(construct)).patches.length > 0;
  }

  private constructor() {}
}

type ApiObjectClass = new (...args: any[]) => ApiObject;
type LateObject = ApiObject & { [LATE_STEPS]?: LateSteps };

const LATE_CLASSES = new Map<unknown, ApiObjectClass>();

// cdk8s applies its own patches before the generated class drops fields; a subclass moves them behind it. A subclass
// and not methods of the one object, since calls from other languages look only at an object's class.
function lateStepsOf(object: LateObject): LateSteps {
  const installed = object[LATE_STEPS];
  if (installed) { return installed; }

  const late: LateSteps = { completions: [], patches: [] };
  object[LATE_STEPS] = late;
  Object.setPrototypeOf(object, lateClassOf(object.constructor as ApiObjectClass).prototype);
  return late;
}

function lateClassOf(base: ApiObjectClass): ApiObjectClass {
  const known = LATE_CLASSES.get(base);
  if (known) { return known; }

  const late = class extends base {
    declare private readonly [LATE_STEPS]: LateSteps;

    public addJsonPatch(...ops: JsonPatch[]): void {
      this[LATE_STEPS].patches.push(...ops);
    }

    public toJson(): any {
      const { completions, patches } = this[LATE_STEPS];
      const manifest = super.toJson();
      completions.forEach(complete => complete(manifest));
      try {
        return JsonPatch.apply(manifest, ...patches);
      } catch (e) {
        throw new Error(`[${this.node.path}] a JSON patch for ${this.kind} '${this.name}' cannot be applied: ${(e as Error).message} `
          + 'Its path must exist in the manifest; add the missing parent as a whole object first.');
      }
    }
  };
  LATE_CLASSES.set(base, late);
  return late;
}
