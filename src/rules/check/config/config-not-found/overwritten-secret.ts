import { configFinder, ConfigObject } from '../../../../analysis/config/config-objects';
import { configReferencesOf } from '../../../../analysis/config/references';
import { keysOfSecret, overwritesSecret, providersOf, targetOf } from '../../../../analysis/references';
import { ManifestObject, ManifestSet, Workload } from '../../../../manifests';
import { listWords, shorten } from '../../../../text';
import { edited, Fix } from '../../../fixes/edited';
import { Violation } from '../../../rule';
import { displayName } from '../../../wording/objects';
import { workloadPart } from '../../workload-rule';

/** A Secret in the manifests that a controller overwrites with other keys. */
export const overwrittenSecret = workloadPart((workload, _profile, manifests) => {
  const references = configReferencesOf(workload.object).filter(({ kind, required }) => kind === 'Secret' && required.length > 0);
  if (references.length === 0 || manifests.isPartial) { return undefined; }
  const find = configFinder(manifests);
  return [...new Set(references.map(({ name }) => name))].flatMap(name => {
    const found = find(workload, { kind: 'Secret', name });
    const needed = references.filter(reference => reference.name === name)
      .flatMap(({ required }) => required.map(({ key }) => key));
    return found ? violationsOf(found, [...new Set(needed)], workload, manifests) : [];
  });
});

function violationsOf(
  { object: secret, keys }: ConfigObject, needed: readonly string[], workload: Workload, manifests: ManifestSet,
): Violation[] {
  const { key: target } = targetOf('/Secret', secret.namespace, secret.name);
  const writers = providersOf(manifests, target).filter(writer => writer !== secret);
  const [writer] = writers.filter(one => overwritesSecret(one, secret));
  const left = writers.map(keysOfSecret);
  if (!writer || left.includes(undefined)) { return []; }
  const lost = needed.filter(key => keys.has(key) && !left.some(each => each!.includes(key)));
  return lost.length === 0 ? [] : [{
    object: writer,
    path: writer.kind === 'ExternalSecret' ? ['spec', 'target'] : ['spec'],
    severity: 'warning',
    message: `${displayName(writer)} overwrites Secret ${shorten(secret.name)}, which then lacks the ${lost.length === 1 ? 'key' : 'keys'} ${shorten(listWords(lost), 100)}: `
      + `from then on, no new pod of ${displayName(workload.object)} starts.`,
    ...fixOf(writer, secret),
  }];
}

function fixOf(writer: ManifestObject, secret: ManifestObject): Fix {
  const options = { or: 'let it write a Secret of its own', byHand: 'which of the two is meant to be the source of this Secret' };
  return writer.kind === 'ExternalSecret' ? edited([{ path: ['spec', 'target', 'creationPolicy'], value: 'Merge' }], options)
    : edited([{ object: secret, path: ['metadata', 'annotations', 'sealedsecrets.bitnami.com/patch'], value: 'true' }], options);
}
