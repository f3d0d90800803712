import { basename, dirname, relative } from 'node:path';
import { Context } from './cli-types';
import { PluginProperties } from './plugin-properties';
import { violationOfProblem, violationsOf } from './violations';
import { comparerWhenNeeded } from '../comparers/when-needed';
import { checkManifests } from '../engine/check';
import { reportProblems } from '../engine/compose-report';
import { diffManifests } from '../engine/diff';
import { DiffReport, fails, isIncomplete, Report } from '../engine/report';
import { Manifests, InputProblem, readManifests } from '../manifests';
import { summarize, summarizeContracts } from '../report/findings/summary';
import { readSettings, Settings, SETTINGS_FILE, whyNotCompared, withDeclaredContracts } from '../settings';
import { besideOf, isSameBeside, readSource, relativeFile } from '../sources';

export { pluginProperties } from './plugin-properties';

/** Reports all findings, including warnings: the CLI shows the violations of a successful report, too. */
export function validate({ manifests: files, report }: Context, properties: PluginProperties): void {
  const { settings: fromFile, problems } = readSettings(properties.config);
  const settings: Settings = { ...fromFile, ...properties.settings, today: properties.at ?? today() };
  const { config = SETTINGS_FILE } = properties;
  const manifests = problems.length > 0 ? readManifests(files) : withDeclaredContracts(readManifests(files), besideOf('.', 'after', config));
  const checked = problems.length > 0 ? reportProblems(problems, settings) : checkManifests(manifests, settings);
  const compared = problems.length === 0 && properties.baseline !== undefined
    ? compare({ baseline: properties.baseline, config }, manifests, files, settings) : undefined;
  const reports = compared ? [checked, compared] : [checked];

  unique(reports.flatMap(each => each.problems)).filter(({ level }) => level !== 'note')
    .forEach(problem => report.addViolation(violationOfProblem(problem)));
  // What check newly finds is also among all its findings.
  violationsOf(reports.flatMap(each => each.findings).filter(({ isNew }) => !isNew))
    .forEach(violation => report.addViolation(violation));
  const isFailure = reports.some(each => isIncomplete(each) || fails(each, settings.failOn));
  report.submit(isFailure ? 'failure' : 'success', { ...metadataOf(checked), ...compared && { Update: summarize(compared), ...compared.contracts && { Contracts: summarizeContracts(compared).replace(/^Contracts: /, '') } } });
}

/** A comparison with what runs needs the current day; the synthesized manifests do not depend on it. */
function today(): string {
  return new Date().toISOString().slice(0, 10);
}

function compare(
  { baseline, config }: { readonly baseline: string; readonly config: string },
  after: Manifests,
  files: readonly string[],
  settings: Settings,
): DiffReport {
  const folder = commonFolder(files);
  const beside = besideOf(baseline, 'before', config);
  const before = withDeclaredContracts(readSource(baseline, {}), beside);
  const unknown = whyNotCompared(before, after, baseline, isSameBeside(beside, besideOf('.', 'after', config)));
  return diffManifests({
    before: { ...before, problems: [...before.problems, ...nothingIn(before, baseline), ...unknown] },
    after,
    fileNames: { before: file => relativeFile(file, baseline), after: file => relative(folder, file) || basename(file) },
  }, settings, { compareContracts: comparerWhenNeeded({ cwd: process.cwd(), env: process.env }) });
}

/** A comparison with an empty baseline would always pass. */
function nothingIn({ objects, problems }: Manifests, baseline: string): InputProblem[] {
  if (objects.length > 0 || problems.some(({ level }) => level === 'error')) { return []; }
  const message = 'There is no Kubernetes object in the baseline, so nothing was compared. '
    + 'Check the path, or remove `baseline`.';
  return [{ level: 'error', file: baseline, message }];
}

function commonFolder(files: readonly string[]): string {
  const [first = '.', ...others] = files.map(file => dirname(file));
  return others.reduce((common, folder) => {
    let shared = common;
    while (relative(shared, folder).startsWith('..') && dirname(shared) !== shared) { shared = dirname(shared); }
    return shared;
  }, first);
}

function unique(problems: readonly InputProblem[]): InputProblem[] {
  return [...new Map(problems.map(problem => [JSON.stringify(problem), problem])).values()];
}

/** Rows of the table at the beginning of the CLI's output. */
function metadataOf({ summary, target }: Report): Record<string, string> {
  const { errors, warnings, infos, acknowledged, excluded, objects } = summary;
  const rows = {
    Errors: errors,
    Warnings: warnings,
    Infos: infos,
    Objects: objects,
    ...acknowledged > 0 && { Acknowledged: acknowledged },
    ...excluded > 0 && { Excluded: excluded },
  };
  return {
    ...Object.fromEntries(Object.entries(rows).map(([name, count]) => [name, String(count)])),
    Kubernetes: target.isAssumed ? `${target.kubernetesVersion} (assumed)` : target.kubernetesVersion,
  };
}
