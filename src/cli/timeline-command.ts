import { extname } from 'node:path';
import { parseArgs } from 'node:util';
import { clustersOf, readManifests } from '../manifests';
import { Io } from './io';
import { problemAsLine, writeOutput } from './output';
import { timelinesAsHtml } from '../report/timeline/html';
import { timelinesAsJson } from '../report/timeline/json';
import { timelinesAsSvg } from '../report/timeline/svg';
import { timelinesAsText } from '../report/timeline/text';
import { Timeline } from '../timeline/model';
import { numbersOfWorkload } from '../timeline/numbers-of-workload';
import { timelineOf } from '../timeline/timeline-of';

const FORMATS: { readonly [format: string]: (timelines: Timeline[]) => string } = {
  text: timelinesAsText, json: timelinesAsJson, svg: timelinesAsSvg, html: timelinesAsHtml,
};
const ENDINGS: { readonly [ending: string]: string } = { '.svg': 'svg', '.html': 'html', '.json': 'json', '.txt': 'text' };

/** `timeline PATH… [--out FILE] [--format …]`. */
export function timelineCommand(args: string[], io: Io): number {
  const options = parsed(args);
  if (typeof options === 'string') {
    io.err(`${options}\n`);
    return 2;
  }
  const { paths, format, out } = options;
  const { objects, problems } = readManifests(paths, paths.includes('-') ? { stdin: io.stdin() } : {});
  const { clusters, problems: misfits } = clustersOf(objects);
  const all = [...problems, ...misfits];
  all.filter(({ level }) => level !== 'note').forEach(problem => io.err(problemAsLine(problem)));

  const timelines = clusters.flatMap(({ workloads, files }) => workloads.map(workload => {
    const timeline = timelineOf(numbersOfWorkload(workload));
    return clusters.length > 1 ? { ...timeline, name: `${timeline.name} (${files.join(', ')})` } : timeline;
  }));
  if (timelines.length === 0) {
    io.err('no Deployment was found\n');
    return 2;
  }
  return writeOutput(FORMATS[format](timelines), out, io) && !all.some(({ level }) => level === 'error') ? 0 : 2;
}

function parsed(args: string[]): string | { paths: string[]; format: string; out?: string } {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { out: { type: 'string' }, format: { type: 'string' } },
    });
    const format = values.format ?? (values.out && ENDINGS[extname(values.out)]) ?? 'text';
    if (!Object.hasOwn(FORMATS, format)) { return `--format ${format} is none of ${Object.keys(FORMATS).join(', ')}`; }
    return positionals.length === 0 ? 'which files? timeline PATH…' : { paths: positionals, format, out: values.out };
  } catch (e) {
    return (e as Error).message;
  }
}
