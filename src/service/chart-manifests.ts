import { ApiObject } from 'cdk8s';
import { ManifestObject } from '../manifests';
import { clustersOf } from '../manifests/clusters';
import { ManifestSet } from '../manifests/manifest-set';
import { objectOf } from '../manifests/object-of';

/** API objects as they are applied to a cluster, patches included; undefined if it would be empty. */
export function manifestsOf(objects: readonly ApiObject[]): ManifestSet | undefined {
  const read = objects.map(object => objectOf(object.toJson(), {
    file: object.chart.node.path,
    document: 0,
    place: [],
    lineOf: () => 1,
  }));
  return clustersOf(read.flatMap(({ object }): ManifestObject[] => object ? [object] : [])).clusters[0];
}
