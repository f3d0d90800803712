import { isProvided, ObjectReference, referencesOf } from '../../../../analysis/references';
import { ManifestSet, Route, showPath } from '../../../../manifests';
import { nearestWord, shorten } from '../../../../text';
import { Violation } from '../../../rule';

/** Middlewares of Traefik that a route names and that do not exist here, although one with a similar name does. */
export function danglingMiddlewares({ object }: Route, manifests: ManifestSet): Violation[] {
  if (manifests.isPartial) { return []; }
  return referencesOf(object).filter(({ loss, target }) => loss === 'router' && target.kind.startsWith('Middleware'))
    .filter(reference => !isProvided(manifests, reference))
    .flatMap(reference => violationOf(reference, manifests));
}

// Others that are missing here may exist elsewhere.
function violationOf({ target, path }: ObjectReference, manifests: ManifestSet): Violation[] {
  const isQualified = path[0] === 'metadata';
  const names = manifests.objects.filter(({ kind }) => kind === target.kind)
    .map(({ name, namespace }) => isQualified ? `${namespace ?? 'default'}-${name}` : name);
  const nearest = names.find(name => name.startsWith(`${target.name}-`) || target.name.startsWith(`${name}-`)) ?? nearestWord(target.name, names);
  return nearest === undefined ? [] : [{
    path,
    message: `The route names ${target.kind} ${shorten(target.name)}, which the manifests do not have, only ${shorten(nearest)}: unless it exists elsewhere, Traefik drops the route and answers its requests with 404.`,
    fix: `Set ${showPath(path)} to ${shorten(nearest)}, or add ${target.kind} ${shorten(target.name)}.`,
  }];
}
