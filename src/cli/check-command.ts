import { acceptedBefore, writeBaseline } from './baseline';
import { CheckOptions, checkOptions } from './check-options';
import { excluding } from './excluding';
import { Io } from './io';
import { requireObjects } from './require-objects';
import { EXIT_INVALID_INPUT, writeReport } from './write-report';
import { checkManifests } from '../engine/check';
import { reportProblems } from '../engine/compose-report';
import { Report } from '../engine/report';
import { LoadDocument, loadingOnce, Manifests, readManifests } from '../manifests';
import { RULES } from '../rules';
import { readSettings, Settings, SETTINGS_FILE, withDeclaredContracts } from '../settings';
// Only this file of the folder: a check reads neither git nor a cluster, and need not load the code for them.
import { besideOnDisk } from '../sources/beside-on-disk';

/** `check PATH… [--format …] …`. */
export function checkCommand(args: string[], io: Io): number {
  const options = checkOptions(args);
  if (Array.isArray(options)) {
    options.forEach(line => io.err(`${line}\n`));
    return EXIT_INVALID_INPUT;
  }
  const { settings: fromFile, problems } = readSettings(options.config);
  const settings = excluding({ ...fromFile, ...options.settings }, options.exclude);
  const report = problems.length > 0 ? reportProblems(problems, settings) : check(options, settings, io);
  const written = options.writeBaseline === undefined ? report : writeBaseline(report, options.writeBaseline, io);
  return written === undefined ? EXIT_INVALID_INPUT : writeReport(written, options, RULES, settings.failOn, io);
}

function check(
  { paths, fix, yes, baseline, skipUnreadable, config = SETTINGS_FILE }: CheckOptions, settings: Settings, io: Io,
): Report {
  // What fixes make of a document is read again.
  const load = fix ? loadingOnce() : undefined;
  const found = readAll(paths, io, load);
  // Without objects, no fixes are reported.
  const isWritten = fix && found.objects.length > 0 && loadFixFiles().fixFiles(found, settings, yes, io, load);
  const read = isWritten ? readAll(paths, io, load) : found;
  const accepted = baseline === undefined ? undefined : acceptedBefore(baseline, read);
  if (accepted && 'problems' in accepted) { return reportProblems(accepted.problems, settings); }
  const manifests = withDeclaredContracts(requireObjects(read, paths[0], 'checked'), besideOnDisk(config));
  const report = checkManifests(manifests, settings, accepted);
  return skipUnreadable && report.summary.objects > 0 ? { ...report, isUnreadAccepted: true } : report;
}

function readAll(paths: readonly string[], io: Io, load?: LoadDocument): Manifests {
  return readManifests([...paths], { load, ...paths.includes('-') && { stdin: io.stdin() } });
}

/** Lazy: a check without --fix does not need to write YAML. */
function loadFixFiles(): typeof import('./fix-files') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./fix-files');
}
