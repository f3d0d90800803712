import { DiffReport, hasUnread, isDiffReport, Report, ReportedFinding, ReportedRestart } from '../../engine/report';
import { printableJson } from '../printable-json';
import { countNew, summarize, unjudgedInWords } from './summary';

/** The version of the JSON format; it changes when a field changes its meaning or is removed. */
const FORMAT_VERSION = 1;

/** A report for tools: see docs/check.schema.json and docs/diff.schema.json. */
export function findingsAsJson(report: Report): string {
  return printableJson({ ...checkJson(report), ...isDiffReport(report) && diffJson(report) });
}

function checkJson(report: Report): object {
  const { findings, acknowledged, problems, clusters, target, summary, unjudged, baseline } = report;
  const { errors, warnings, infos, notShown, objects, objectsWithFindings, excluded } = summary;
  return {
    version: FORMAT_VERSION,
    findings: findings.map(findingJson),
    acknowledged: acknowledged.map(finding => ({ ...findingJson(finding), reason: finding.acknowledgement?.reason })),
    problems: problems.map(({ level, file, line, message }) => ({ level, file, line, message })),
    clusters,
    target: { kubernetesVersion: target.kubernetesVersion, platform: target.platform, today: target.today },
    summary: {
      errors,
      warnings,
      infos,
      notShown,
      acknowledged: summary.acknowledged,
      objects,
      objectsWithFindings,
      excluded,
      complete: !hasUnread(report),
    },
    baseline: baseline && { file: baseline.file, known: baseline.known.length, gone: baseline.gone },
    unjudged: unjudged && {
      words: unjudgedInWords(report), lacks: unjudged.lacks, installers: unjudged.installers, objects: unjudged.objects,
    },
  };
}

/** The additional fields of a comparison. */
function diffJson(report: DiffReport): object {
  return {
    words: summarize(report),
    changes: report.changes,
    newFindings: countNew(report),
    contracts: report.contracts,
    restarts: report.restarts.map(restartJson),
    plans: report.plans.map(({ cluster, releases }) => ({ cluster, releases })),
  };
}

function findingJson(finding: ReportedFinding): object {
  const { rule, severity, object, path, line, message, reference, fix, fixes } = finding;
  const { construct, recipe, fingerprint, clusters, isNew } = finding;
  const { kind, namespace, name, file, constructPath } = object;
  return {
    rule: rule.id,
    severity,
    object: { kind, namespace, name },
    constructPath,
    path,
    file,
    line,
    message,
    fix,
    fixes,
    construct,
    recipe,
    title: rule.title,
    impact: rule.impact,
    reference,
    fingerprint,
    new: isNew,
    clusters,
  };
}

function restartJson({ object, timeline, clusters }: ReportedRestart): object {
  return { object, update: timeline?.update, figures: timeline?.figures, assumptions: timeline?.assumptions, clusters };
}
