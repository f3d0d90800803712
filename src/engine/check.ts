import { composeReport } from './compose-report';
import { nameClusters } from './merge-clusters';
import { Report } from './report';
import { clustersOf, Manifests } from '../manifests';
import { judge } from '../rules';
import { Settings } from '../settings';

/** Judges everything that was read, each cluster apart, and says what there is to report. */
export function checkManifests({ objects, problems: unread }: Manifests, settings: Settings): Report {
  const { clusters, problems } = clustersOf(objects, unread);
  const names = nameClusters(clusters);
  const known = [...new Set(clusters.flatMap(cluster => cluster.objects))];
  return composeReport({
    clusters: clusters.map((cluster, i) => ({
      name: names[i],
      files: cluster.files,
      judge: (profile, policy) => judge(cluster, profile, policy),
    })),
    objects: known,
    written: known,
    problems: [...unread, ...problems],
  }, settings);
}
