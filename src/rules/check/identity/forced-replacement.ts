import { booleanAt, FieldCursor, groupOf, ManifestObject, numberAt, Path, rootOf, stringsAt } from '../../../manifests';
import { edited, Fix } from '../../fixes/edited';
import { Violation } from '../../rule';
import { objectRule } from '../object-rule';

const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';
const FLUX_FORCE = 'kustomize.toolkit.fluxcd.io/force';
/** Kinds whose deletion and re-creation users notice. A Job is not one of them: replacing it runs it again. */
const MISSED = ['Deployment', 'StatefulSet', 'DaemonSet', 'Rollout', 'Service', 'Ingress', 'HTTPRoute', 'Gateway', 'Namespace', 'CustomResourceDefinition'];

export const forcedReplacement = objectRule({
  id: 'forced-replacement',
  severity: 'error',
  otherSeverities: ['warning'],
  title: 'Forced replacement of serving objects',
  impact: 'The object is deleted and created again: in between, all its pods or its address are missing. Or its replicas are reset.',
  why: 'With force, Argo CD and Flux delete and recreate an object that they cannot change in place; with Replace=true as well, in each sync. Helm 3 overwrites each object with its manifest instead.',
  fix: 'Remove the option. A change that is not possible in place needs a new object beside the old one.',
  reference: 'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#replace-resource-instead-of-applying-changes',
  examples: {
    failing: `
kind: Deployment
metadata: { annotations: { argocd.argoproj.io/sync-options: 'Force=true,Replace=true' } }
`,
    passing: `
kind: Deployment
metadata: { annotations: { argocd.argoproj.io/sync-options: ServerSideApply=true } }
`,
  },
  judge: object => MISSED.includes(object.kind) ? judgeOptions(object) : judgeTool(object),
});

function judgeOptions(object: ManifestObject): Violation[] {
  const options = optionsOf(annotation(object, SYNC_OPTIONS));
  const path = ['metadata', 'annotations', SYNC_OPTIONS];
  const resetsReplicas = options.includes('replace=true') && isScaledByOthers(object);
  if (options.includes('force=true')) {
    const found = deleted(object, path, 'Force=true', 'Argo CD');
    return [options.includes('replace=true') ? {
      ...found,
      severity: 'error',
      message: `With Replace=true and Force=true, Argo CD deletes ${object.kind} ${object.name} in each sync that changes it: until it is created again, requests fail.`,
      // Replace=true alone would reset the replicas of an autoscaler to 1.
      ...without(object, path, ['force=true', ...resetsReplicas ? ['replace=true'] : []]),
    } : found];
  }
  if (['enabled', 'true'].includes(annotation(object, FLUX_FORCE).toLowerCase())) {
    return [deleted(object, ['metadata', 'annotations', FLUX_FORCE], 'force', 'Flux')];
  }
  return resetsReplicas ? [{
    path,
    message: `With Replace=true each sync overwrites ${object.kind} ${object.name} with its manifest, which has no spec.replicas: it is scaled to one pod.`,
    ...without(object, path, ['replace=true']),
  }] : [];
}

function isScaledByOthers(object: ManifestObject): boolean {
  return ['Deployment', 'StatefulSet', 'Rollout'].includes(object.kind) && numberAt(rootOf(object.json), ['spec', 'replicas']) === undefined;
}

function deleted(object: ManifestObject, path: Path, option: string, tool: string): Violation {
  const { kind, name } = object;
  return {
    path,
    severity: 'warning',
    message: `With ${option}, ${tool} deletes ${kind} ${name} and creates it again if it cannot be changed in place: in between, requests fail.`,
    ...without(object, path, [option.toLowerCase()]),
  };
}

/** The option of a deployment tool, set for all objects that it deploys. */
const TOOLS: { readonly kind: string; readonly group: string; readonly path: Path; readonly tool: string }[] = [
  { kind: 'Kustomization', group: 'kustomize.toolkit.fluxcd.io', path: ['spec', 'force'], tool: 'Flux' },
  { kind: 'HelmRelease', group: 'helm.toolkit.fluxcd.io', path: ['spec', 'upgrade', 'force'], tool: 'Helm' },
  { kind: 'Application', group: 'argoproj.io', path: ['spec', 'syncPolicy', 'syncOptions'], tool: 'Argo CD' },
];

function judgeTool(object: ManifestObject): Violation[] | undefined {
  const found = TOOLS.find(({ kind, group }) => kind === object.kind && group === groupOf(object));
  if (!found) { return undefined; }
  const { path, tool } = found;
  const root = rootOf(object.json);
  const isArgo = object.kind === 'Application';
  const forces = isArgo ? stringsAt(root, path).flatMap(optionsOf).includes('force=true') : booleanAt(root, path) === true;
  const isReplacing = isArgo && stringsAt(root, path).flatMap(optionsOf).includes('replace=true');
  const message = object.kind === 'HelmRelease'
    ? `Helm overwrites each object of HelmRelease ${object.name} with its manifest: a Deployment without spec.replicas is scaled to one pod in each upgrade.`
    : `${tool} deletes and creates again all objects of ${object.kind} ${object.name} that ${isReplacing ? 'a sync changes' : 'cannot be changed in place'}, `
      + 'such as Deployments and Services: in between, requests fail.';
  return forces ? [{
    path,
    severity: isReplacing ? 'error' : 'warning',
    message,
    ...isArgo ? withoutForce(root, path) : edited([{ path, value: false }], { byHand: REFUSED_INSTEAD }),
  }] : [];
}

const REFUSED_INSTEAD = 'that the API server then rejects changes that are not possible in place';

/** The annotation without some of its options. */
function without(object: ManifestObject, path: Path, removed: readonly string[]): Fix {
  const others = annotation(object, path[2] as string).split(',').map(each => each.trim())
    .filter(each => each !== '' && ![...removed, ...removed.includes('force') ? ['enabled', 'true'] : []].includes(each.toLowerCase()));
  return edited([{ path, value: others.length > 0 ? others.join(',') : undefined }], { byHand: REFUSED_INSTEAD });
}

function withoutForce(root: FieldCursor, path: Path): Fix {
  const index = stringsAt(root, path).findIndex(options => optionsOf(options).includes('force=true'));
  return edited([{ path: [...path, index], value: undefined }], { byHand: REFUSED_INSTEAD });
}

function annotation({ annotations }: ManifestObject, key: string): string {
  return Object.hasOwn(annotations, key) ? annotations[key] : '';
}

function optionsOf(text: string): string[] {
  return text.split(',').map(option => option.trim().toLowerCase());
}
