import { checkForTools } from './check-json';
import { updateInWords } from './update-words';
import { printableJson } from '../../engine/printable';
import { ReportedRestart, UpdateReport } from '../../engine/update-report';

/** A comparison for tools: what a check has, and what changes and restarts. See docs/diff.schema.json. */
export function updateAsJson(report: UpdateReport): string {
  return printableJson({
    ...checkForTools(report),
    words: updateInWords(report),
    changes: report.changes,
    restarts: report.restarts.map(restart),
  });
}

function restart({ object, timeline, clusters }: ReportedRestart): object {
  return { object, update: timeline?.update, figures: timeline?.figures, assumptions: timeline?.assumptions, clusters };
}
