import { forbid, optionalText, Refusal, refuse, unique } from './refusal';
import { FieldCursor, listAt, numberAt, stringAt, valueAt } from '../../manifests';

const TRAFFIC = ['spec', 'traffic'];
const TAG = 'lower-case letters, digits and dashes, with a letter first';

/**
 * Refused fields of the traffic of a Knative Service.
 *
 * @see https://github.com/knative/serving/blob/main/pkg/apis/serving/v1/route_validation.go
 */
export function knativeServiceRefusals(root: FieldCursor): Refusal[] {
  const targets = listAt(root, TRAFFIC);
  const sum = targets.reduce((total, target) => total + (numberAt(target, ['percent']) ?? 0), 0);
  return [
    // Without targets all requests go to the latest revision.
    ...targets.length > 0 && targets.every(hasKnownPercent) && sum !== 100 ? refuse(root, TRAFFIC, `targets whose percentages add up to 100, not ${sum}`) : [],
    ...targets.flatMap(target => optionalText(target, ['tag'], TAG, tag => /^[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?$/.test(tag))),
    ...unique(targets, ['tag'], 'a tag that no other target has'),
    ...targets.flatMap(revisionRefusals),
  ];
}

// It may be a template that is not rendered.
function hasKnownPercent(target: FieldCursor): boolean {
  return ['number', 'undefined'].includes(typeof (valueAt(target, ['percent']) ?? undefined));
}

function revisionRefusals(target: FieldCursor): Refusal[] {
  const [isNamed, isLatest] = [Boolean(stringAt(target, ['revisionName'])), valueAt(target, ['latestRevision'])];
  if (isNamed && isLatest === true) { return forbid(target, ['latestRevision'], 'beside revisionName'); }
  return !isNamed && isLatest === false ? refuse(target, ['revisionName'], 'the name of a revision, since latestRevision is false') : [];
}
