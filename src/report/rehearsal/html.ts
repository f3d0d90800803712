import { Loss, Row, Summary, summaryOf } from './summary';
import { rehearsalAsSvg } from './svg';
import { numbersOf, ofPhase } from './text';
import { grouped } from './words';
import { ExplainingRule } from '../../rehearse/explain/explanation';
import { Rehearsal } from '../../rehearse/rehearsal';
import { element, escapeXml } from '../timeline/drawing';

const HEADLINES: Record<Summary['outcome'], string> = { clean: 'good', failed: 'bad', void: '', unfinished: '' };

const PAGE_STYLE = `
  :root { color-scheme: light dark; --ink: #1f2328; --faint: #59636e; --rule: #d1d9e0; --paper: #fff; --wrong: #c0242c; --good: #1a7f37; }
  @media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --faint: #9198a1; --rule: #3d444d; --paper: #0d1117; --wrong: #ff7b72; --good: #3fb950; } }
  body { margin: 1rem auto; padding: 0 1rem; max-width: 60rem; font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); overflow-wrap: anywhere; }
  h1 { font-size: 1.3rem; margin: 0; } h2 { font-size: 1.05rem; margin: 1.6rem 0 .4rem; } p { margin: .3rem 0; } .faint { color: var(--faint); }
  .headline { font-size: 1.5rem; font-weight: 600; line-height: 1.3; margin: .8rem 0; } .bad { color: var(--wrong); } .good { color: var(--good); }
  .caution { border-left: 4px solid var(--wrong); padding-left: .7rem; font-weight: 600; }
  .picture { overflow-x: auto; margin: 1rem 0; } .picture svg { min-width: 760px; max-width: 100%; height: auto; }
  ul { padding-left: 1.2rem; margin: .3rem 0; } li { margin: .4rem 0; } table { border-collapse: collapse; } .table { overflow-x: auto; }
  th, td { text-align: right; padding: .2rem .8rem; border-bottom: 1px solid var(--rule); white-space: nowrap; } th:first-child, td:first-child { text-align: left; padding-left: 0; }
`;

/** A self-contained page with the pictures. */
export function rehearsalAsHtml(rehearsal: Rehearsal): string {
  const summary = summaryOf(rehearsal);
  return [
    '<!DOCTYPE html>',
    '<html lang="en">',
    '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">',
    `<title>${escapeXml(summary.title)}</title><style>${PAGE_STYLE}</style></head>`,
    '<body>',
    ...introduction(summary),
    `<div class="picture" tabindex="0" role="region" aria-label="Requests and pods on one time axis">${rehearsalAsSvg(rehearsal, { isTitled: false })}</div>`,
    ...section('What failed, in seconds after the disturbance began', list(summary.losses.map(loss))),
    ...section('Findings of check and diff about it', list(summary.rules.map(rule))),
    ...section('Requests', table(['', 'sent', 'failed'], summary.streams, numbersOf)),
    ...section('Before, during and after', table(['', 'sent', 'failed', 'p50', 'p99'], summary.phases, ofPhase)),
    ...section('Versions that answered', list(summary.versions.map(escapeXml))),
    ...section('Predicted and measured', list(summary.predictions.map(({ label, predicted, measured }) =>
      escapeXml(`${label}: predicted ${predicted}, measured ${measured}`)))),
    ...section('What was done', list(summary.notes.map(escapeXml))),
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function introduction({ title, place, cautions, headline, outcome, quiet, lateness }: Summary): string[] {
  const paragraph = (style: string, content: string) => element('p', { class: style }, escapeXml(content));
  return [
    element('h1', {}, escapeXml(title)),
    paragraph('faint', place),
    ...cautions.map(caution => paragraph('caution', caution)),
    paragraph(`headline ${HEADLINES[outcome]}`, headline),
    paragraph('', quiet),
    paragraph('faint', lateness),
  ];
}

function section(title: string, content: string): string[] {
  return content === '' ? [] : [element('h2', {}, escapeXml(title)), content];
}

function list(items: readonly string[]): string {
  return items.length === 0 ? '' : element('ul', {}, items.map(item => element('li', {}, item)).join('\n'));
}

function loss({ count, kind, streams, when, event, rule: explaining }: Loss): string {
  const explained = explaining === undefined ? 'No rule of check or diff explains it.' : `Explained by ${explaining.id} of ${explaining.object}.`;
  return `${element('strong', {}, escapeXml(`${grouped(count)} × ${kind}`))}, ${escapeXml(`${streams}; ${when}`)}<br>${escapeXml(event)}<br>${escapeXml(explained)}`;
}

function rule({ id, object, message, fix }: ExplainingRule): string {
  return `${element('strong', {}, escapeXml(id))}: ${escapeXml(object)}<br>${escapeXml(message)}<br>${element('strong', {}, 'Fix:')} ${escapeXml(fix)}`;
}

function table(heads: readonly string[], rows: readonly Row[], cellsOf: (row: Row) => readonly string[]): string {
  if (rows.length === 0) { return ''; }
  const cells = (tag: string, values: readonly string[]) => element('tr', {}, values.map(value => element(tag, {}, escapeXml(value))).join(''));
  return `<div class="table">${element('table', {}, [cells('th', heads), ...rows.map(row => cells('td', [row.label, ...cellsOf(row)]))].join('\n'))}</div>`;
}
