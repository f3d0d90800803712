import { usedConfigs } from '../../../../analysis/config/used-configs';
import { showPath, Workload } from '../../../../manifests';
import { shorten } from '../../../../text';
import { workloadPart } from '../../workload-rule';
import { hashedNameOrChecksum, keptName } from '../hashed-name';

export const readAtStart = workloadPart((workload: Workload, _profile, manifests) => usedConfigs(workload, manifests)
  ?.filter(({ isFrozen, isSafe }) => isFrozen && !isSafe)
  .map(({ kind, name, path, isConstruct, fixed }) => ({
    path,
    message: `New content of ${kind} ${shorten(name)} does not restart the pods of ${workload.name}: `
      + `each keeps the old content until something else restarts it${isConstruct ? ', since cdk8s hashes the path of the construct and not its content' : ''}.`,
    fix: fixed ? keptName(kind, fixed) : hashedNameOrChecksum(kind, showPath(path)),
  })));
