import { RESTARTED_AT } from './build-metadata';
import { isConfig } from '../../../analysis/config/config-objects';
import { imageOf, isMoving } from '../../../analysis/pod/moving-tags';
import { keyOf, listAt, ManifestObject, rootOf, showPath, stringAt } from '../../../manifests';
import { shorten } from '../../../text';
import { Change } from '../object-diff';
import { set } from '../recipe';
import { NoOpDifference, noOpDifferences } from './no-op-differences';
import { configReferencesOf } from '../../../analysis/config/references';
import { templateSpecOf } from '../../../analysis/pod/pod-spec';
import { Violation } from '../../../rules';
import { contentChange } from '../config/content-change';
import { onlyWorkload } from '../config/running-uses';
import { restarted } from '../pod-template';
import { perUpdate, Update } from '../update';
import { UpdateRule } from '../update-rule';

export const needlessRestart: UpdateRule = {
  id: 'needless-restart',
  severity: 'warning',
  otherSeverities: ['info'],
  title: 'Restart of all pods without an effective change',
  impact: 'Every release restarts every pod: connections are cut, caches are cold and capacity is reduced, although the service does not change.',
  why: 'Any difference in the pod template creates a new revision, even an annotation with the time of the build or another order of a list.',
  fix: 'Write build information into the metadata of the workload, not of its pods, and keep the order of lists.',
  reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#updating-a-deployment',
  examples: {
    before: `
kind: Deployment
spec: { template: { metadata: { labels: { helm.sh/chart: web-0.3.1 } } } }
`,
    unsafe: `
kind: Deployment
spec: { template: { metadata: { labels: { helm.sh/chart: web-0.3.2 } } } }
`,
    safe: `
kind: Deployment
spec:
  template:
    metadata: { labels: { helm.sh/chart: web-0.3.2 } }
    spec: { containers: [{ name: web, image: 'registry.example.com/web:1.4.3' }] }
`,
  },
  judge: update => restarted(update).map(kept => ({
    object: kept.after,
    workload: onlyWorkload(update, [kept]),
    violations: violations(kept, update),
  })),
};

function violations(kept: Change<ManifestObject>, update: Update): Violation[] {
  const idle = noOpDifferences(kept) ?? [];
  if (idle.length === 0 || !waitsForItself(kept.after) || pullsAnew(kept.after) || readsAnew(kept, update)) { return []; }
  const { kind, name } = kept.after;
  const isMeant = idle.some(({ path }) => path.includes(RESTARTED_AT));
  const [{ path }] = idle;
  return [{
    path,
    message: `All pods of ${kind} ${shorten(name)} are replaced, although the only difference is ${differencesInWords(idle)}.`,
    fix: isMeant ? `Leave ${showPath(path)} as it was, unless the restart is intended.` : `Leave ${showPath(path)} as it was, or move it out of the pod template.`,
    severity: isMeant ? 'info' : undefined,
    // Variables may contain secrets.
    recipe: isMeant || idle.some(difference => difference.kind === 'variables') ? undefined
      : [{ edits: idle.map(difference => set(kept.after, difference.path, difference.value)) }],
  }];
}

function differencesInWords(idle: readonly NoOpDifference[]): string {
  const words = idle.slice(0, 3).map(nameDifference);
  return `${words.join(', ')}${idle.length > 3 ? ` and ${idle.length - 3} more` : ''}`;
}

function nameDifference({ path, kind }: NoOpDifference): string {
  if (kind === 'annotation or label') { return `${path[3] === 'labels' ? 'label' : 'annotation'} ${shorten(String(path[4]))}`; }
  if (kind === 'variable') { return `the value of ${showPath(path.slice(0, -1))}`; }
  return kind === 'order' ? `the order of ${showPath(path)}` : `build variables or the order of ${showPath(path)}`;
}

function waitsForItself({ json }: ManifestObject): boolean {
  return stringAt(rootOf(json), ['spec', 'updateStrategy', 'type']) !== 'OnDelete';
}

/** Whether a new pod may run another image with the same name. */
function pullsAnew(object: ManifestObject): boolean {
  const spec = templateSpecOf(object);
  return [...listAt(spec, ['containers']), ...listAt(spec, ['initContainers'])].some(container => {
    const image = imageOf(stringAt(container, ['image']) ?? '');
    return image === undefined || isMoving(image);
  });
}

/** Whether new pods read other content with the same name. */
function readsAnew({ after }: Change<ManifestObject>, update: Update): boolean {
  return configReferencesOf(after).some(({ kind, name }) => changedConfigs(update).has(keyOf(kind, after.namespace, name)));
}

const changedConfigs = perUpdate(({ objects }): ReadonlySet<string> => new Set(objects.kept
  .filter(kept => isConfig(kept.after) && isChanged(kept))
  .map(({ after: { kind, namespace, name } }) => keyOf(kind, namespace, name))));

function isChanged(kept: Change<ManifestObject>): boolean {
  const { added, changed, removed } = contentChange(kept);
  return added.length + changed.length + removed.length > 0;
}
