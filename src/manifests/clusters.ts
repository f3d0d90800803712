import { clusterFiles, filesOf, objectsOfFiles } from './cluster-files';
import { FieldErrors } from './fields';
import { InputProblem } from './input-problem';
import { TooManyComparisonsError } from './join/comparison-budget';
import { withIncludes } from './join/included-routes';
import { ParsedResources, joinWorkloads } from './join/join-workloads';
import { withReferredTemplates } from './join/referred-templates';
import { keyOf } from './key';
import { ManifestObject } from './manifest-object';
import { ManifestSet } from './manifest-set';
import { fieldProblems } from './object-of';
import { once } from './once';
import {
  Autoscaler, autoscalerOf, Budget, budgetOf, isAutoscaler, isBudget, isRecordedContract, isRoute, isService,
  RecordedContract, recordedContractOf, Route, routeOf, Service, serviceOf,
} from './resources';
import { ControllerView, isJudgedController, readController } from './workload/controller';
import { PodOwner, podOwnerOf } from './workload/pod-owner';

/** The clusters that files are meant for, and the problems of their objects. */
export interface Clusters {
  readonly clusters: ManifestSet[];
  readonly problems: InputProblem[];
}

/**
 * Sorts objects into clusters and joins the workloads of each; `unread` has the problems of the rest, and `declared` belongs to
 * each of them.
 */
export function clustersOf(
  objects: readonly ManifestObject[], unread: readonly InputProblem[] = [], declared: readonly ManifestObject[] = [],
): Clusters {
  const { files, problems } = filesOf(objects);
  const views = readResources(files.flatMap(file => file.objects), declared, problems);
  const isPartial = [...unread, ...problems].some(({ level }) => level === 'error');
  const clusters = clusterFiles(files).map(members => {
    const own = objectsOfFiles(members);
    const joined = joinResources(pickResources(own, declared, views), problems);
    return { files: members.map(({ file }) => file), objects: own, isPartial, declared: [...declared], ...joined };
  });
  return { clusters, problems };
}

/** The typed views of all objects. Each is made once, though its file may belong to several clusters. */
interface ResourceViews {
  readonly pods: Map<ManifestObject, ControllerView>;
  readonly others: Map<ManifestObject, PodOwner>;
  readonly services: Map<ManifestObject, Service>;
  readonly budgets: Map<ManifestObject, Budget>;
  readonly autoscalers: Map<ManifestObject, Autoscaler>;
  readonly routes: Map<ManifestObject, Route>;
  readonly contracts: Map<ManifestObject, RecordedContract | undefined>;
}

/** A view of an object, and the problems of its fields. */
interface Seen<T> {
  readonly view: T;
  readonly problems: readonly InputProblem[];
}

/** Reads each object once, though several clusters and the releases of a plan have it. */
function reader<T>(view: (object: ManifestObject, fieldErrors: FieldErrors) => T): (object: ManifestObject) => Seen<T> {
  return once(object => {
    const fieldErrors: FieldErrors = new Map();
    return { view: view(object, fieldErrors), problems: fieldProblems(object, fieldErrors) };
  });
}

const READERS = {
  pods: reader(readController),
  services: reader(serviceOf),
  budgets: reader(budgetOf),
  autoscalers: reader(autoscalerOf),
  routes: reader(routeOf),
  contracts: reader(recordedContractOf),
};

function readResources(objects: ManifestObject[], declared: readonly ManifestObject[], problems: InputProblem[]): ResourceViews {
  const read = <T>(
    fits: (object: ManifestObject) => boolean,
    readOne: (object: ManifestObject) => Seen<T>,
    some: readonly ManifestObject[] = objects,
  ): Map<ManifestObject, T> =>
    new Map(some.filter(fits).map(object => {
      const seen = readOne(object);
      for (const problem of seen.problems) { problems.push(problem); }
      return [object, seen.view];
    }));
  return {
    pods: read(isJudgedController, READERS.pods),
    others: otherPods(objects),
    services: read(isService, READERS.services),
    budgets: read(isBudget, READERS.budgets),
    autoscalers: read(isAutoscaler, READERS.autoscalers),
    routes: read(isRoute, READERS.routes),
    contracts: read(isRecordedContract, READERS.contracts, [...objects, ...declared]),
  };
}

function otherPods(objects: ManifestObject[]): Map<ManifestObject, PodOwner> {
  const found = objects.filter(object => !isJudgedController(object))
    .map((object): [ManifestObject, PodOwner | undefined] => [object, podOwnerOf(object)]);
  return new Map(found.filter((entry): entry is [ManifestObject, PodOwner] => entry[1] !== undefined));
}

function pickResources(
  objects: readonly ManifestObject[], declared: readonly ManifestObject[], views: ResourceViews,
): ParsedResources {
  const pick = <T>(from: Map<ManifestObject, T | undefined>, some: readonly ManifestObject[] = objects): T[] => some
    .map(object => from.get(object))
    .filter(view => view !== undefined) as T[];
  return {
    pods: pick(views.pods),
    others: pick(views.others),
    services: pick(views.services),
    budgets: pick(views.budgets),
    autoscalers: pick(views.autoscalers),
    routes: withIncludes(pick(views.routes)),
    contracts: withDeclared(pick(views.contracts), pick(views.contracts, declared)),
  };
}

/** A contract that is recorded beside the manifests overrides the same one of settings. */
function withDeclared(recorded: RecordedContract[], declared: readonly RecordedContract[]): RecordedContract[] {
  const keyFor = ({ object, of, version }: RecordedContract): string => keyOf(object.namespace, of.kind, of.name, version);
  const known = new Set(recorded.map(keyFor));
  return [...recorded, ...declared.filter(contract => !known.has(keyFor(contract)))];
}

type Joined = Omit<ManifestSet, 'files' | 'objects' | 'isPartial' | 'declared'>;

function joinResources(parts: ParsedResources, problems: InputProblem[]): Joined {
  try {
    const { others, ...neighbours } = parts;
    const pods = withReferredTemplates(parts.pods);
    return { ...joinWorkloads({ ...parts, pods }), ...neighbours, podOwners: [...pods, ...others] };
  } catch (e) {
    if (!(e instanceof TooManyComparisonsError)) { throw e; }
    problems.push({ level: 'error', file: e.object.file, line: e.object.lineOf(), message: e.message });
    // An incomplete join is not judged.
    const nothing = { services: [], budgets: [], autoscalers: [], routes: [], contracts: [] };
    return { workloads: [], selected: new Map(), podOwners: [], ...nothing };
  }
}
