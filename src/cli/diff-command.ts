import { DiffOptions, diffOptions } from './diff-options';
import { excluding } from './excluding';
import { Io } from './io';
import { requireObjects } from './require-objects';
import { EXIT_INVALID_INPUT, writeReport } from './write-report';
import { comparerWhenNeeded } from '../comparers/when-needed';
import { diffManifests, reportDiffProblems } from '../engine/diff';
import { DiffReport, isIncomplete } from '../engine/report';
import { clustersOf, loadingOnce, Manifests } from '../manifests';
import { RULES } from '../rules';
import { UPDATE_RULES } from '../rules/diff';
import { readSettings, Settings, SETTINGS_FILE, whyNotCompared, withDeclaredContracts } from '../settings';
import { besideOf, isSameBeside, readSource, relativeFile, sourceKind } from '../sources';

/** `diff BEFORE AFTER [--format …] …`. */
export function diffCommand(args: string[], io: Io): number {
  const options = diffOptions(args);
  if (Array.isArray(options)) {
    options.forEach(line => io.err(`${line}\n`));
    return EXIT_INVALID_INPUT;
  }
  const { settings: fromFile, problems } = readSettings(options.config);
  const settings = excluding({ ...fromFile, ...options.settings, today: options.at ?? io.today?.() }, options.exclude);
  const report = problems.length > 0 ? reportDiffProblems(problems, settings) : compare(options, settings, io);
  if (options.releases !== undefined && !writeAll(report, options, options.releases, io)) { return EXIT_INVALID_INPUT; }
  return writeReport(report, options, [...UPDATE_RULES, ...RULES], settings.failOn, io);
}

function writeAll(report: DiffReport, { before, after }: DiffOptions, folder: string, io: Io): boolean {
  if (isIncomplete(report)) { return true; }
  if (report.plans.length === 0) {
    io.err('The recipes cannot be combined, so no releases were written. Follow one of them, and compare again.\n');
    return false;
  }
  // Kept objects stay in their files.
  const sideOf = (file: string): string => file.startsWith(before) && !file.startsWith(after) ? before : after;
  return loadReleaseFiles().writeReleases(report, folder, file => relativeFile(file, sideOf(file)), io);
}

/** Lazy: a comparison without --releases does not need to write YAML. */
function loadReleaseFiles(): typeof import('./release-files') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./release-files');
}

function compare(options: DiffOptions, settings: Settings, io: Io): DiffReport {
  const { before: old, after: now, config = SETTINGS_FILE, pruneSelector, releases } = options;
  const load = loadingOnce();
  const stdin = [old, now].includes('-') ? io.stdin() : undefined;
  const besides = { before: besideOf(old, 'before', config), after: besideOf(now, 'after', config) };
  const after = withDeclaredContracts(requireObjects(readSource(now, { stdin, load }), now, 'compared'), besides.after);
  const isCluster = sourceKind(old) === 'cluster';
  const before = isCluster && isForSeveral(after)
    ? refuseSeveralClusters(now)
    : readSource(old, { stdin, load, asked: after.objects, pruneSelector });
  // An empty cluster is allowed: everything is then new.
  const running = withDeclaredContracts(isCluster ? before : requireObjects(before, old, 'compared'), besides.before);
  const unknown = whyNotCompared(running, after, old, isSameBeside(besides.before, besides.after));
  return diffManifests({
    before: { ...running, problems: [...running.problems, ...unknown] },
    after,
    fileNames: { before: file => relativeFile(file, old), after: file => relativeFile(file, now) },
  }, settings, {
    isPlanAsked: releases !== undefined,
    compareContracts: comparerWhenNeeded({ cwd: process.cwd(), env: process.env }),
  });
}

function isForSeveral({ objects }: Manifests): boolean {
  return clustersOf(objects).clusters.length > 1;
}

function refuseSeveralClusters(source: string): Manifests {
  const message = 'These files contain different versions of an object, so they are for several clusters, but a cluster runs only one of them. '
    + 'Name only the files that are applied to that cluster.';
  return { objects: [], problems: [{ level: 'error', file: source, message }] };
}
