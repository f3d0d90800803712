import { DiffFormat, DiffOptions, diffOptions } from './diff-options';
import { Io } from './io';
import { reported, UNUSABLE } from './reporting';
import { reportOfProblems } from '../engine/check-manifests';
import { diffManifests, updateReportOf } from '../engine/diff-manifests';
import { UpdateReport } from '../engine/update-report';
import { clustersOf, Manifests } from '../manifests';
import { checkAsSarif } from '../report/findings/check-sarif';
import { updateAsJson } from '../report/findings/update-json';
import { updateAsMarkdown } from '../report/findings/update-markdown';
import { updateAsText } from '../report/findings/update-text';
import { updateInWords } from '../report/findings/update-words';
import { UPDATE_RULES } from '../rules/diff';
import { readSettings, Settings } from '../settings';
import { readSource, relativeFile, sourceKind } from '../sources';

/** `diff BEFORE AFTER [--format …] …`. */
export function diffCommand(args: string[], io: Io): number {
  const options = diffOptions(args);
  if (Array.isArray(options)) {
    options.forEach(line => io.err(`${line}\n`));
    return UNUSABLE;
  }
  const { settings: fromFile, problems: wrong } = readSettings(options.config);
  const settings: Settings = { ...fromFile, ...options.settings };
  const report = wrong.length > 0 ? updateReportOf(reportOfProblems(wrong, settings)) : compared(options, settings, io);
  const text = formatted(report, options.format, options.out === undefined && io.colours === true);
  return reported(report, { text, isText: options.format === 'text', out: options.out, summary: updateInWords(report) }, settings.failOn, io);
}

function compared({ before: old, after: now, pruneSelector }: DiffOptions, settings: Settings, io: Io): UpdateReport {
  const stdin = [old, now].includes('-') ? io.stdin() : undefined;
  const after = withSomething(readSource(now, { stdin }), now);
  const isCluster = sourceKind(old) === 'cluster';
  const before = isCluster && isForSeveral(after) ? severalClusters(now) : readSource(old, { stdin, asked: after.objects, pruneSelector });
  return diffManifests({
    // Where nothing runs yet, everything is new.
    before: isCluster ? before : withSomething(before, old),
    after,
    fileNames: { before: file => relativeFile(file, old), after: file => relativeFile(file, now) },
  }, settings);
}

function isForSeveral({ objects }: Manifests): boolean {
  return clustersOf(objects).clusters.length > 1;
}

function severalClusters(source: string): Manifests {
  const message = 'These files repeat objects, so they are for several clusters, but one cluster runs one of them. Name only the files that are applied there.';
  return { objects: [], problems: [{ level: 'error', file: source, line: 1, message }] };
}

/** A comparison with nothing would pass for ever, unnoticed. */
function withSomething({ objects, problems }: Manifests, source: string): Manifests {
  if (objects.length > 0 || problems.some(({ level }) => level === 'error')) { return { objects, problems }; }
  const message = 'There is no Kubernetes object in what was read, so nothing was compared. Check the path, or synthesize first.';
  return { objects, problems: [...problems, { level: 'error', file: source, line: 1, message }] };
}

function formatted(report: UpdateReport, format: DiffFormat, colours: boolean): string {
  switch (format) {
    case 'json': return updateAsJson(report);
    case 'sarif': return checkAsSarif(report, UPDATE_RULES);
    case 'markdown': return updateAsMarkdown(report);
    case 'text': return updateAsText(report, { colours });
  }
}
