import { ApiObject, Chart } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-27';
import { manifestsOf } from './chart-manifests';
import { ROUTERS } from '../lifecycle';
import { timelinesAsHtml } from '../report/timeline/html';
import { timelinesAsJson } from '../report/timeline/json';
import { timelinesAsSvg } from '../report/timeline/svg';
import { timelinesAsText } from '../report/timeline/text';
import { Timeline } from '../timeline/model';
import { timelineInputOf } from '../timeline/timeline-input';
import { timelineOf } from '../timeline/timeline-of';

export const DRAWINGS = { text: timelinesAsText, svg: timelinesAsSvg, html: timelinesAsHtml, json: timelinesAsJson };

/** The timeline of a Deployment as it would be synthesized now, with patches and neighbours, as `timeline` and `check` read it. */
export function timelineIn(deployment: Deployment, kubernetesMinor: number): Timeline {
  const objects = Chart.of(deployment).node.findAll().filter(ApiObject.isApiObject);
  const manifests = manifestsOf(objects)!;
  const workload = manifests.workloads.find(({ name, namespace }) =>
    name === deployment.name && namespace === deployment.metadata.namespace)!;
  return timelineOf(timelineInputOf(workload, manifests, { kubernetesMinor, router: ROUTERS.cluster }));
}
