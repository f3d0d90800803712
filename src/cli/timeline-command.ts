import { Io } from './io';
import { Endings, formatOf, parseOptions } from './options';
import { problemAsLine, writeOutput } from './output';
import { nameClusters } from '../engine/merge-clusters';
import { printableTimeline } from '../engine/printable';
import { clustersOf, readManifests, Workload } from '../manifests';
import { TIMELINE } from './usage/timeline';
import { timelinesAsHtml } from '../report/timeline/html';
import { timelinesAsJson } from '../report/timeline/json';
import { timelinesAsSvg } from '../report/timeline/svg';
import { timelinesAsText } from '../report/timeline/text';
import { clusterProfileOf, globMatcher, readSettings, Settings } from '../settings';
import { listNames } from '../text';
import { Timeline } from '../timeline/model';
import { timelineInputOf } from '../timeline/timeline-input';
import { timelineOf } from '../timeline/timeline-of';

const FORMATS: { readonly [format: string]: (timelines: Timeline[], columns?: number) => string } = {
  text: timelinesAsText, json: timelinesAsJson, svg: timelinesAsSvg, html: timelinesAsHtml,
};
type Format = 'text' | 'json' | 'svg' | 'html';
const NAMES = Object.keys(FORMATS) as Format[];
const ENDINGS: Endings<Format> = { '.svg': 'svg', '.html': 'html', '.json': 'json', '.txt': 'text' };

/** The options of a command line. */
interface TimelineOptions {
  readonly paths: string[];
  /** Patterns of the workloads to draw. */
  readonly name?: string;
  readonly namespace?: string;
  readonly format: Format;
  readonly out?: string;
  readonly config?: string;
  readonly settings: Partial<Settings>;
}

/** `timeline PATH… [--out FILE] [--format …] [--config FILE] …`. */
export function timelineCommand(args: string[], io: Io): number {
  const options = timelineOptions(args);
  if (Array.isArray(options)) {
    options.forEach(line => io.err(`${line}\n`));
    return 2;
  }
  const { paths, format, out, name = '*', namespace = '*' } = options;
  const { settings: fromFile, problems: wrong } = readSettings(options.config);
  // Without its settings, a timeline would be that of a different cluster.
  if (wrong.length > 0) {
    wrong.forEach(problem => io.err(problemAsLine(problem)));
    return 2;
  }
  const { objects, problems } = readManifests(paths, paths.includes('-') ? { stdin: io.stdin() } : {});
  const { clusters, problems: fieldErrors } = clustersOf(objects, problems);
  const all = [...problems, ...fieldErrors];
  all.filter(({ level }) => level !== 'note').forEach(problem => io.err(problemAsLine(problem)));

  const profile = clusterProfileOf({ ...fromFile, ...options.settings });
  const clusterNames = nameClusters(clusters);
  const [isNamed, isIn] = [globMatcher(name), globMatcher(namespace)];
  const isWanted = (workload: Workload): boolean => isNamed(workload.name) && isIn(workload.namespace ?? '');
  const timelines = clusters.flatMap((cluster, i): Timeline[] => cluster.workloads.filter(isWanted).map(workload => {
    const timeline = printableTimeline(timelineOf(timelineInputOf(workload, cluster, profile)));
    return clusters.length > 1 ? { ...timeline, name: `${timeline.name} (${clusterNames[i]})` } : timeline;
  }));
  const isBroken = all.some(({ level }) => level === 'error');
  if (timelines.length === 0) {
    if (!isBroken) { io.err(`${nothingToDraw(clusters.flatMap(({ workloads }) => workloads))}\n`); }
    return 2;
  }
  return writeOutput(FORMATS[format](timelines, out === undefined ? io.width : undefined), out, io) && !isBroken ? 0 : 2;
}

function nothingToDraw(found: readonly Workload[]): string {
  return found.length === 0
    ? 'The input has no workload, so there is nothing to draw. Name the manifests of a Deployment, or of another workload.'
    : `--name and --namespace match no workload. Allowed: ${listNames(found.map(({ name, namespace }) => namespace === undefined ? name : `${name} in namespace ${namespace}`), 'or')}.`;
}

function timelineOptions(args: string[]): TimelineOptions | string[] {
  const options = parseOptions(TIMELINE, args);
  const { positionals: paths, given, settings, errors: wrong } = options;
  if (paths.length === 0) { wrong.push('No files are named. Name files, folders, or - for standard input, such as: timeline dist'); }
  const format = formatOf(options, NAMES, ENDINGS);
  const [out, config, name, namespace] = ['out', 'config', 'name', 'namespace'].map(option => given.get(option));
  return wrong.length > 0 ? wrong : { paths, name, namespace, format, out, config, settings };
}
