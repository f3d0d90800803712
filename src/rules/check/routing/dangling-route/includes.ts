import { isNamespaceShown } from '../../../../analysis/traffic/services-by-name';
import { ManifestSet, Route, RouteInclude, showPath } from '../../../../manifests';
import { nearestWord, shorten } from '../../../../text';
import { edited, Fix } from '../../../fixes/edited';
import { Violation } from '../../../rule';

/** Includes of an HTTPProxy that do not exist here, or that cannot be included. */
export function danglingIncludes({ includes = [] }: Route, manifests: ManifestSet): Violation[] {
  return includes
    .filter(({ open, isRoot, namespace }) => open !== undefined && (isRoot || isNamespaceShown(manifests, namespace)))
    .map(include => violationOf(include, manifests));
}

function violationOf(include: RouteInclude, manifests: ManifestSet): Violation {
  const { name, namespace, conditions, namePath, isRoot } = include;
  const where = namespace === undefined ? '' : ` in namespace ${shorten(namespace)}`;
  // An include without conditions does not say which requests it answers.
  const answer = conditions.length === 0 ? 'routes none of these requests' : 'answers all these requests with 502';
  return isRoot ? {
    path: namePath,
    message: `HTTPProxy ${shorten(name)}, which is included, has its own virtualhost: Contour does not include it, and ${answer}.`,
    fix: `Include an HTTPProxy without a virtualhost, or remove the virtualhost of HTTPProxy ${shorten(name)}.`,
  } : {
    path: namePath,
    message: `The route includes HTTPProxy ${shorten(name)}, which the manifests do not have${where}: unless it exists elsewhere, Contour ${answer}.`,
    ...fixOf(include, manifests),
  };
}

// A typo is similar to the intended name.
function fixOf({ name, namespace, namePath }: RouteInclude, { routes }: ManifestSet): Fix {
  const names = routes
    .filter(({ object, includes, hosts }) => includes !== undefined && hosts.length === 0 && object.namespace === namespace)
    .map(({ object }) => object.name);
  const nearest = nearestWord(name, names);
  return nearest === undefined
    ? { fix: `Set ${showPath(namePath)} to the name of an HTTPProxy, or add this HTTPProxy.` }
    : edited([{ path: namePath, value: nearest }], { or: 'add this HTTPProxy', byHand: 'that this HTTPProxy is meant' });
}
