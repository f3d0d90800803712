import { CheckOptions, checkOptions } from './check-options';
import { Io } from './io';
import { requireObjects } from './require-objects';
import { EXIT_INVALID_INPUT, writeReport } from './write-report';
import { checkManifests } from '../engine/check';
import { reportProblems } from '../engine/compose-report';
import { Report } from '../engine/report';
import { Manifests, readManifests } from '../manifests';
import { RULES } from '../rules';
import { readSettings, Settings, SETTINGS_FILE, withDeclaredContracts } from '../settings';
import { besideOf } from '../sources';

/** `check PATH… [--format …] …`. */
export function checkCommand(args: string[], io: Io): number {
  const options = checkOptions(args);
  if (Array.isArray(options)) {
    options.forEach(line => io.err(`${line}\n`));
    return EXIT_INVALID_INPUT;
  }
  const { settings: fromFile, problems } = readSettings(options.config);
  const settings: Settings = { ...fromFile, ...options.settings };
  const report = problems.length > 0 ? reportProblems(problems, settings) : check(options, settings, io);
  return writeReport(report, options, RULES, settings.failOn, io);
}

function check({ paths, fix, yes, config = SETTINGS_FILE }: CheckOptions, settings: Settings, io: Io): Report {
  const read = readAll(paths, io);
  // Where nothing was read, there is nothing to be said of fixes.
  const isWritten = fix && read.objects.length > 0 && loadFixFiles().fixFiles(read, settings, yes, io);
  const manifests = requireObjects(isWritten ? readAll(paths, io) : read, paths[0], 'checked');
  return checkManifests(withDeclaredContracts(manifests, besideOf('.', 'after', config)), settings);
}

function readAll(paths: readonly string[], io: Io): Manifests {
  return readManifests([...paths], paths.includes('-') ? { stdin: io.stdin() } : {});
}

/** A check that writes nothing does not wait for what writes YAML to load. */
function loadFixFiles(): typeof import('./fix-files') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./fix-files');
}
