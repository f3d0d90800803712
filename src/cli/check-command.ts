import { checkOptions } from './check-options';
import { Io } from './io';
import { requireObjects } from './require-objects';
import { EXIT_INVALID_INPUT, writeReport } from './write-report';
import { checkManifests } from '../engine/check';
import { reportProblems } from '../engine/compose-report';
import { Report } from '../engine/report';
import { readManifests } from '../manifests';
import { RULES } from '../rules';
import { readSettings, Settings } from '../settings';

/** `check PATH… [--format …] …`. */
export function checkCommand(args: string[], io: Io): number {
  const options = checkOptions(args);
  if (Array.isArray(options)) {
    options.forEach(line => io.err(`${line}\n`));
    return EXIT_INVALID_INPUT;
  }
  const { settings: fromFile, problems } = readSettings(options.config);
  const settings: Settings = { ...fromFile, ...options.settings };
  const report = problems.length > 0 ? reportProblems(problems, settings) : check(options.paths, settings, io);
  return writeReport(report, options, RULES, settings.failOn, io);
}

function check(paths: readonly string[], settings: Settings, io: Io): Report {
  const manifests = readManifests([...paths], paths.includes('-') ? { stdin: io.stdin() } : {});
  return checkManifests(requireObjects(manifests, paths[0], 'checked'), settings);
}
