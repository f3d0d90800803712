import { isProvided, isReferredTo, ObjectReference, referencesOf } from '../../../../analysis/references';
import { ManifestObject, ManifestSet, Route } from '../../../../manifests';
import { nearestWord, shorten } from '../../../../text';
import { edited } from '../../../fixes/edited';
import { Violation } from '../../../rule';

/** Middlewares of Traefik that a route names and that do not exist here, although one with a similar name does. */
export function danglingMiddlewares({ object }: Route, manifests: ManifestSet): Violation[] {
  if (manifests.isPartial) { return []; }
  return referencesOf(object).filter(({ loss, target }) => loss === 'router' && target.kind.startsWith('Middleware'))
    .filter(reference => !isProvided(manifests, reference))
    .flatMap(reference => violationOf(object, reference, manifests));
}

// Others that are missing here may exist elsewhere.
function violationOf(object: ManifestObject, reference: ObjectReference, manifests: ManifestSet): Violation[] {
  const { target, path } = reference;
  const near = renamedTo(reference, object, manifests);
  const name = near ? nameFor(reference, near) : nearestName(reference, manifests);
  if (name === undefined) { return []; }
  const written = isQualified(reference) ? object.annotations[`${path.at(-1)}`] : target.name;
  return [{
    path,
    // One that nothing names has replaced it: the folder is not a part that lacks it.
    severity: near && 'error',
    message: near
      ? `The route names ${target.kind} ${shorten(target.name)}, which the manifests do not have, while nothing names ${shorten(name)}: Traefik drops the route and answers its requests with 404.`
      : `The route names ${target.kind} ${shorten(target.name)}, which the manifests do not have, only ${shorten(name)}: unless it exists elsewhere, Traefik drops the route and answers its requests with 404.`,
    ...edited([{ path, value: replaced(written, target.name, name) }], {
      or: `add ${target.kind} ${shorten(target.name)}`,
      byHand: `that this ${target.kind} is meant`,
    }),
  }];
}

/** Annotations write the namespace before the name. */
function isQualified({ path }: ObjectReference): boolean {
  return path[0] === 'metadata';
}

function nameFor(reference: ObjectReference, { name, namespace }: ManifestObject): string {
  return isQualified(reference) ? `${namespace ?? 'default'}-${name}` : name;
}

/** The Middleware of the same namespace that has the name with another ending or spelling, and that nothing refers to. */
function renamedTo(
  reference: ObjectReference, { namespace }: ManifestObject, manifests: ManifestSet,
): ManifestObject | undefined {
  const { kind, name: written } = reference.target;
  return manifests.objects.find(object => {
    if (object.kind !== kind || (!isQualified(reference) && object.namespace !== namespace)) { return false; }
    const prefix = isQualified(reference) ? `${object.namespace}-` : '';
    if (!written.startsWith(prefix)) { return false; }
    const name = written.slice(prefix.length);
    return (isVariant(name, object.name) || nearestWord(name, [object.name]) !== undefined) && !isReferredTo(manifests, object);
  });
}

function nearestName(reference: ObjectReference, manifests: ManifestSet): string | undefined {
  const { target } = reference;
  // One with the same name may get its namespace from Kustomize.
  const names = manifests.objects.filter(({ kind }) => kind === target.kind).map(object => nameFor(reference, object))
    .filter(name => name !== target.name);
  return names.find(name => isVariant(name, target.name)) ?? nearestWord(target.name, names);
}

function isVariant(one: string, other: string): boolean {
  return one.startsWith(`${other}-`) || other.startsWith(`${one}-`);
}

function replaced(written: string, from: string, to: string): string {
  return written.split(',').map(word => word.trim()).map(word => word.split('@')[0] === from ? word.replace(from, to) : word).join(',');
}
