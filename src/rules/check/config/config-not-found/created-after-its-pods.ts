import { helmWeight, LateObject, lateObjects, waveOf } from '../../../../analysis/config/apply-order';
import { ARGO_HOOK, ARGO_WAVE, HELM_HOOK, HELM_WEIGHT, helmEvents } from '../../../../analysis/config/hook-annotations';
import { ManifestObject } from '../../../../manifests';
import { shorten } from '../../../../text';
import { edited, Fix } from '../../../fixes/edited';
import { Violation } from '../../../rule';
import { displayName } from '../../../wording/objects';
import { objectPart } from '../../object-rule';

/** An object that Helm or Argo CD creates only after it has waited for the pods that need it. */
export const createdAfterItsPods = objectPart((object, _profile, manifests) => {
  if (manifests.isPartial) { return undefined; }
  const late = lateObjects(object, manifests, 'pre-install');
  return late.length === 0 ? undefined : late.map(one => violationOf(object, one));
});

function violationOf(object: ManifestObject, late: LateObject): Violation {
  const { tool, kind, name, path, starts } = late;
  const first = tool === 'Helm' ? 'a first installation' : 'a first sync';
  return {
    path,
    severity: 'warning',
    message: `${displayName(object)} (${starts}) needs ${shorten(kind)} ${shorten(name)}, which ${tool} ${comes(late)}: in ${first} its pods cannot start, and ${tool} waits for them.`,
    ...tool === 'Helm' ? inHelm(object, late) : inArgo(object, late),
  };
}

/** When the object comes, and from which other one: `creates after it, with ExternalSecret login`. */
export function comes({ kind, name, provider, comes: when }: LateObject): string {
  return `creates ${when}${provider.kind === kind && provider.name === name ? '' : ` from ${displayName(provider)}`}`;
}

const ANNOTATIONS = ['metadata', 'annotations'];

// An object that becomes a hook would be deleted and created again in each upgrade.
function inHelm(object: ManifestObject, { provider }: LateObject): Fix {
  if (helmEvents(provider).includes('pre-install')) {
    return edited([{ path: [...ANNOTATIONS, HELM_WEIGHT], value: `${helmWeight(provider) + 1}` }], { byHand: 'which hooks must run after it' });
  }
  const events = helmEvents(object).map(event => event === 'pre-install' ? 'post-install' : event);
  return edited([{ path: [...ANNOTATIONS, HELM_HOOK], value: events.join(',') }], {
    byHand: `that the pods of a first installation can start before ${displayName(object)} has ended`,
  });
}

function inArgo(object: ManifestObject, { provider, starts }: LateObject): Fix {
  const byHand = `that all other objects that ${displayName(object)} and ${displayName(provider)} need come before them`;
  const wave = [...ANNOTATIONS, ARGO_WAVE];
  if (starts !== 'PreSync') {
    return Object.hasOwn(provider.annotations, ARGO_HOOK)
      ? { fix: `Let Argo CD apply ${displayName(provider)} before ${displayName(object)}.` }
      : edited([{ object: provider, path: wave, value: `${waveOf(object)}` }], { byHand });
  }
  return edited([
    { path: [...ANNOTATIONS, ARGO_HOOK], value: 'Sync' },
    { path: wave, value: '-1' },
    { object: provider, path: wave, value: '-2' },
  ], { byHand });
}
