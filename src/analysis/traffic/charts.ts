import { isInstaller } from './foreign-pods';
import { keyOf, ManifestObject, mappingAt, rootOf, stringAt } from '../../manifests';

/** Whether an object installs a chart of Helm in the cluster. */
export function isChart(object: ManifestObject): boolean {
  return isInstaller(object) && object.kind.startsWith('Helm');
}

/** Keys of the sources of Flux from which a HelmRelease has its chart. */
export function chartSourcesOf({ kind, namespace, json }: ManifestObject): string[] {
  if (kind !== 'HelmRelease') { return []; }
  return [['spec', 'chartRef'], ['spec', 'chart', 'spec', 'sourceRef']].flatMap(path => {
    const source = mappingAt(rootOf(json), path);
    const [of, name] = ['kind', 'name'].map(field => stringAt(source, [field]));
    return of && name ? [keyOf(of, stringAt(source, ['namespace']) ?? namespace, name)] : [];
  });
}
