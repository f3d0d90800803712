import { usedConfigs } from '../../../../analysis/config/used-configs';
import { showPath, Workload } from '../../../../manifests';
import { shorten } from '../../../../text';
import { workloadPart } from '../../workload-rule';
import { hashedName } from '../hashed-name';

export const readAtStart = workloadPart((workload: Workload, _profile, manifests) => usedConfigs(workload, manifests)
  ?.filter(({ isFrozen, isSafe }) => isFrozen && !isSafe)
  .map(({ kind, name, path, isConstruct }) => ({
    path,
    message: `A new content of ${kind} ${shorten(name)} restarts no pod of ${workload.name}: `
      + `each goes on with the old one until something else restarts it${isConstruct ? ', since cdk8s hashes the place of the construct and not its content' : ''}.`,
    fix: `${hashedName(kind, showPath(path))}; or write a hash of the content into spec.template.metadata.annotations['checksum/config'].`,
  })));
