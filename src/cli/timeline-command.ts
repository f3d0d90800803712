import { extname } from 'node:path';
import { Io } from './io';
import { parseOptions } from './options';
import { problemAsLine, writeOutput } from './output';
import { clustersOf, readManifests } from '../manifests';
import { timelinesAsHtml } from '../report/timeline/html';
import { timelinesAsJson } from '../report/timeline/json';
import { timelinesAsSvg } from '../report/timeline/svg';
import { timelinesAsText } from '../report/timeline/text';
import { oneOf, readSettings, Settings, clusterProfileOf } from '../settings';
import { Timeline } from '../timeline/model';
import { timelineInputOf } from '../timeline/timeline-input';
import { timelineOf } from '../timeline/timeline-of';

const FORMATS = { text: timelinesAsText, json: timelinesAsJson, svg: timelinesAsSvg, html: timelinesAsHtml };
type Format = keyof typeof FORMATS;
const NAMES = Object.keys(FORMATS) as Format[];
const ENDINGS: { readonly [ending: string]: Format } = { '.svg': 'svg', '.html': 'html', '.json': 'json', '.txt': 'text' };

/** What a command line asks for. */
interface TimelineOptions {
  readonly paths: string[];
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
  const { paths, format, out } = options;
  const { settings: fromFile, problems: wrong } = readSettings(options.config);
  // Without its settings a timeline would be that of another cluster.
  if (wrong.length > 0) {
    wrong.forEach(problem => io.err(problemAsLine(problem)));
    return 2;
  }
  const { objects, problems } = readManifests(paths, paths.includes('-') ? { stdin: io.stdin() } : {});
  const { clusters, problems: fieldErrors } = clustersOf(objects, problems);
  const all = [...problems, ...fieldErrors];
  all.filter(({ level }) => level !== 'note').forEach(problem => io.err(problemAsLine(problem)));

  const profile = clusterProfileOf({ ...fromFile, ...options.settings });
  const timelines = clusters.flatMap((cluster): Timeline[] => cluster.workloads.map(workload => {
    const timeline = timelineOf(timelineInputOf(workload, cluster, profile));
    return clusters.length > 1 ? { ...timeline, name: `${timeline.name} (${cluster.files.join(', ')})` } : timeline;
  }));
  const isBroken = all.some(({ level }) => level === 'error');
  if (timelines.length === 0) {
    if (!isBroken) { io.err('no workload was found\n'); }
    return 2;
  }
  return writeOutput(FORMATS[format](timelines), out, io) && !isBroken ? 0 : 2;
}

function timelineOptions(args: string[]): TimelineOptions | string[] {
  const { positionals: paths, given, settings, errors: wrong, checked } = parseOptions('timeline', args, {
    values: ['format', 'out', 'config'],
    settings: ['kubernetes-version', 'platform'],
  });
  if (paths.length === 0) { wrong.push('Which files? Name files, folders, or - for standard input.'); }
  const out = given.get('out');
  const format = checked('format', oneOf(NAMES)) ?? (out && ENDINGS[extname(out)]) ?? 'text';
  return wrong.length > 0 ? wrong : { paths, format: format || 'text', out, config: given.get('config'), settings };
}
