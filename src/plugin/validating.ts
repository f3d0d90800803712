import { Context } from './cli-types';
import { PluginProperties } from './plugin-properties';
import { violationOfProblem, violationsOf } from './violations';
import { readManifests } from '../manifests';
import { checkManifests, reportOfProblems } from '../report/check-manifests';
import { CheckReport, fails, isIncomplete } from '../report/check-report';
import { readSettings, Settings } from '../settings';

export { pluginProperties } from './plugin-properties';

/** Reports what was found, warnings too: the CLI shows the violations of a report that succeeds. */
export function validate({ manifests, report }: Context, properties: PluginProperties): void {
  const { settings: fromFile, problems } = readSettings(properties.config);
  const settings: Settings = { ...fromFile, ...properties.settings };
  const checked = problems.length > 0 ? reportOfProblems(problems, settings) : checkManifests(readManifests(manifests), settings);
  checked.problems.filter(({ level }) => level !== 'note').forEach(problem => report.addViolation(violationOfProblem(problem)));
  violationsOf(checked.findings).forEach(violation => report.addViolation(violation));
  report.submit(isIncomplete(checked) || fails(checked, settings.failOn) ? 'failure' : 'success', metadataOf(checked));
}

/** Rows of the table with which the CLI begins. */
function metadataOf({ summary, target }: CheckReport): Record<string, string> {
  const { errors, warnings, infos, accepted, excluded, objects } = summary;
  const rows = {
    Errors: errors,
    Warnings: warnings,
    Infos: infos,
    Objects: objects,
    ...accepted > 0 && { Accepted: accepted },
    ...excluded > 0 && { Excluded: excluded },
  };
  return {
    ...Object.fromEntries(Object.entries(rows).map(([name, count]) => [name, String(count)])),
    Kubernetes: target.isAssumed ? `${target.kubernetesVersion} (assumed)` : target.kubernetesVersion,
  };
}
