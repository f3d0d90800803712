import { CheckFormat, CheckOptions, checkOptions } from './check-options';
import { Io } from './io';
import { reported, UNUSABLE } from './reporting';
import { checkManifests, reportOfProblems } from '../engine/check-manifests';
import { CheckReport } from '../engine/check-report';
import { Manifests, readManifests } from '../manifests';
import { checkAsJson } from '../report/findings/check-json';
import { checkAsSarif } from '../report/findings/check-sarif';
import { checkAsText } from '../report/findings/check-text';
import { summaryLine } from '../report/findings/summary-line';
import { readSettings, Settings } from '../settings';

/** `check PATH… [--format …] …`. */
export function checkCommand(args: string[], io: Io): number {
  const options = checkOptions(args);
  if (Array.isArray(options)) {
    options.forEach(line => io.err(`${line}\n`));
    return UNUSABLE;
  }
  const { settings: fromFile, problems: wrong } = readSettings(options.config);
  const settings: Settings = { ...fromFile, ...options.settings };
  if (wrong.length > 0) { return shown(reportOfProblems(wrong, settings), options, settings, io); }
  const manifests = readManifests(options.paths, options.paths.includes('-') ? { stdin: io.stdin() } : {});
  return shown(checkManifests(withSomething(manifests, options.paths), settings), options, settings, io);
}

/** A check of nothing would pass for ever, unnoticed. */
function withSomething({ objects, problems }: Manifests, paths: readonly string[]): Manifests {
  if (objects.length > 0 || problems.some(({ level }) => level === 'error')) { return { objects, problems }; }
  const message = 'There is no Kubernetes object in what was read, so nothing was checked. Check the path, or synthesize first.';
  return { objects, problems: [...problems, { level: 'error', file: paths[0], line: 1, message }] };
}

function shown(report: CheckReport, { format, out }: CheckOptions, { failOn }: Settings, io: Io): number {
  const text = formatted(report, format, out === undefined && io.colours === true);
  return reported(report, { text, isText: format === 'text', out, summary: summaryLine(report) }, failOn, io);
}

function formatted(report: CheckReport, format: CheckFormat, colours: boolean): string {
  switch (format) {
    case 'json': return checkAsJson(report);
    case 'sarif': return checkAsSarif(report);
    case 'text': return checkAsText(report, { colours });
  }
}
