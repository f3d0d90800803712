import { clusterFiles, filesOf } from './cluster-files';
import { Misfits } from './fields';
import { TooMuchEffort } from './join/effort';
import { Parts, workloadsOf } from './join/workloads-of';
import { ManifestObject } from './manifest-object';
import { ManifestSet } from './manifest-set';
import {
  Autoscaler, autoscalerOf, Budget, budgetOf, isAutoscaler, isBudget, isRoute, isService, Route, routeOf, Service, serviceOf,
} from './neighbours';
import { misfitProblems } from './object-of';
import { Problem } from './problem';
import { ControllerView, isJudgedController, readController } from './workload/controller';
import { PodGroup, podGroupOf } from './workload/pod-group';

/** The clusters that files are meant for, and what was wrong with what they hold. */
export interface Clusters {
  readonly clusters: ManifestSet[];
  readonly problems: Problem[];
}

/** Sorts objects into clusters and joins the workloads of each. */
export function clustersOf(objects: readonly ManifestObject[]): Clusters {
  const { files, problems } = filesOf(objects);
  const views = viewsOf(files.flatMap(file => file.objects), problems);
  const clusters = clusterFiles(files).map(members => {
    const own = members.flatMap(file => file.objects);
    return { files: members.map(({ file }) => file), objects: own, ...joined(partsOf(own, views), problems) };
  });
  return { clusters, problems };
}

/** The typed views of all objects. Each is made once, though its file may belong to several clusters. */
interface Views {
  readonly pods: Map<ManifestObject, ControllerView>;
  readonly others: Map<ManifestObject, PodGroup>;
  readonly services: Map<ManifestObject, Service>;
  readonly budgets: Map<ManifestObject, Budget>;
  readonly autoscalers: Map<ManifestObject, Autoscaler>;
  readonly routes: Map<ManifestObject, Route>;
}

function viewsOf(objects: ManifestObject[], problems: Problem[]): Views {
  const read = <T>(fits: (object: ManifestObject) => boolean, view: (object: ManifestObject, misfits: Misfits) => T): Map<ManifestObject, T> =>
    new Map(objects.filter(fits).map(object => {
      const misfits: Misfits = new Map();
      const seen = view(object, misfits);
      for (const problem of misfitProblems(object, misfits)) { problems.push(problem); }
      return [object, seen];
    }));
  return {
    pods: read(isJudgedController, readController),
    others: otherPods(objects),
    services: read(isService, serviceOf),
    budgets: read(isBudget, budgetOf),
    autoscalers: read(isAutoscaler, autoscalerOf),
    routes: read(isRoute, routeOf),
  };
}

function otherPods(objects: ManifestObject[]): Map<ManifestObject, PodGroup> {
  const found = objects.filter(object => !isJudgedController(object))
    .map((object): [ManifestObject, PodGroup | undefined] => [object, podGroupOf(object)]);
  return new Map(found.filter((entry): entry is [ManifestObject, PodGroup] => entry[1] !== undefined));
}

function partsOf(objects: ManifestObject[], views: Views): Parts {
  const pick = <T>(from: Map<ManifestObject, T>): T[] => objects.map(object => from.get(object)).filter(view => view !== undefined) as T[];
  return {
    pods: pick(views.pods),
    others: pick(views.others),
    services: pick(views.services),
    budgets: pick(views.budgets),
    autoscalers: pick(views.autoscalers),
    routes: pick(views.routes),
  };
}

function joined(parts: Parts, problems: Problem[]): Omit<ManifestSet, 'files' | 'objects'> {
  try {
    const { pods, others, ...neighbours } = parts;
    return { ...workloadsOf(parts), ...neighbours, podGroups: [...pods, ...others] };
  } catch (e) {
    if (!(e instanceof TooMuchEffort)) { throw e; }
    problems.push({ level: 'error', file: e.object.file, line: e.object.lineOf(), message: e.message });
    // Nothing is judged by halves.
    return { workloads: [], selected: new Map(), services: [], budgets: [], autoscalers: [], routes: [], podGroups: [] };
  }
}
