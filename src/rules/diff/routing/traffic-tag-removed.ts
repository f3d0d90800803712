import { FieldCursor, isKnativeService, isMapping, ManifestObject, Path, stringAt, trafficTargetsOf } from '../../../manifests';
import { shorten } from '../../../text';
import { Violation } from '../../rule';
import { set } from '../recipe';
import { changedObjects } from '../update';
import { UpdateRule } from '../update-rule';

const TRAFFIC: Path = ['spec', 'traffic'];

const BFF = (traffic: string): string => `
apiVersion: serving.knative.dev/v1
kind: Service
metadata: { name: bff }
spec: { traffic: [${traffic}] }
`;
const LATEST = '{ latestRevision: true, percent: 100 }';

export const trafficTagRemoved: UpdateRule = {
  id: 'traffic-tag-removed',
  severity: 'warning',
  title: 'Tag of a Knative Service removed',
  impact: 'Clients that call the address of the tag get 404 at once.',
  why: 'Each tag in traffic has its own address, such as v4-shop.example.com, whatever its percent. The address is removed with the tag.',
  fix: 'Keep the tag with percent 0 until clients no longer call its address.',
  reference: 'https://knative.dev/docs/serving/traffic-management/',
  examples: {
    before: BFF(`${LATEST}, { tag: v4, revisionName: bff-00004, percent: 0 }`),
    unsafe: BFF(LATEST),
    safe: BFF('{ revisionName: bff-00005, percent: 100 }, { tag: v4, revisionName: bff-00004, percent: 0 }, { tag: v5, latestRevision: true, percent: 0 }'),
  },
  judge: update => changedObjects(update)
    .filter(({ after }) => isKnativeService(after))
    .map(({ before, after }) => ({ object: after, violations: violationsOf(removed(before, after), after) })),
};

function removed(before: ManifestObject, after: ManifestObject): FieldCursor[] {
  const kept = new Set(trafficTargetsOf(after).map(tagOf));
  return trafficTargetsOf(before).filter(target => tagOf(target) !== '' && !kept.has(tagOf(target)));
}

// One edit keeps all of them, since they are in one list.
function violationsOf(targets: readonly FieldCursor[], after: ManifestObject): Violation[] {
  const others = trafficTargetsOf(after).map(({ value }) => value);
  const kept = targets.map(({ value }) => ({ ...isMapping(value) ? value : {}, percent: 0 }));
  const edit = set(after, TRAFFIC, [...others.length > 0 ? others : [{ latestRevision: true, percent: 100 }], ...kept]);
  return targets.map(target => ({
    path: TRAFFIC,
    message: `The tag ${shorten(tagOf(target))} of Knative Service ${shorten(after.name)} is removed, and its own address with it: clients that still call it get 404.`,
    fix: `Keep the tag ${shorten(tagOf(target))} with percent 0 until clients no longer call its address.`,
    recipe: [{ edits: [edit] }],
  }));
}

function tagOf(target: FieldCursor): string {
  return stringAt(target, ['tag']) ?? '';
}
