import { isInMesh, portsWithMode, TlsMode, tlsModeAt, tlsModeOf } from '../../../analysis/traffic/mutual-tls';
import { isSameJson, ManifestSet, Path, showPath, Workload } from '../../../manifests';
import { Violation } from '../../../rules';
import { shorten } from '../../../text';
import { displayName } from '../../wording/objects';
import { podsOf } from '../../wording/pods';
import { Change } from '../object-diff';
import { Edit, retain, set } from '../recipe';
import { Update } from '../update';

const PERMISSIVE = 'PERMISSIVE';

/** A mode that changes between DISABLE and STRICT: proxies that have the new policy and those that have the old one refuse each other. */
export interface ModeStep {
  readonly was: TlsMode;
  readonly is: TlsMode;
  /** Undefined for all ports. */
  readonly port?: string;
}

/** The first such step of a workload in the mesh. */
export function modeStepOf({ before, after }: Change<Workload>, update: Update): ModeStep | undefined {
  const ports = [undefined, ...new Set([...portsWithMode(before, update.before), ...portsWithMode(after, update.after)])];
  const steps = ports.map((port): ModeStep =>
    ({ port, was: modeOf(before, update.before, port), is: modeOf(after, update.after, port) }));
  const found = steps.find(({ was, is }) => ['DISABLE STRICT', 'STRICT DISABLE'].includes(`${was.mode} ${is.mode}`));
  return found && isInMesh(after, found.is, update.after) ? found : undefined;
}

function modeOf(workload: Workload, manifests: ManifestSet, port: string | undefined): TlsMode {
  return port === undefined ? tlsModeOf(workload, manifests) : tlsModeAt(port, workload, manifests);
}

/** Both modes are accepted in between: Istio's documentation asks for that step in both directions. */
export function modeStepViolation({ was, is, port }: ModeStep, workloads: readonly Workload[], update: Update): Violation {
  const policy = is.policy ?? was.policy!;
  const path: Path = port === undefined ? ['spec', 'mtls', 'mode'] : ['spec', 'portLevelMtls', port, 'mode'];
  const pods = podsOf(workloads);
  const edits = permissive({ was, is, port }, path, update);
  return {
    path,
    severity: 'warning',
    message: `The mode of ${pods}${port === undefined ? '' : ` at port ${shorten(port)}`} changes from ${was.mode} to ${is.mode} in one step by ${displayName(policy)}: `
      + 'until the proxies of clients and pods all have it, some send what the others do not accept, and these requests fail.',
    fix: `Set ${showPath(path)} to ${PERMISSIVE}, which accepts both, until all proxies have it.`,
    recipe: edits && [{ edits, until: 'when all proxies have the new policy' }, { edits: [] }],
  };
}

function permissive({ was, is, port }: ModeStep, path: Path, { objects }: Update): Edit[] | undefined {
  if (was.policy && objects.removed.includes(was.policy)) { return [retain(was.policy), set(was.policy, path, PERMISSIVE)]; }
  const kept = objects.kept.find(({ after }) => after === is.policy);
  const isUnchanged = kept && isSameJson(kept.before.json.spec, kept.after.json.spec);
  // Only a policy that selects pods may set the mode of a port.
  const isMeant = port === undefined || (kept && kept.before === was.policy);
  return is.policy && isMeant && !isUnchanged ? [set(is.policy, path, PERMISSIVE)] : undefined;
}
