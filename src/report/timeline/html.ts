import { escapeXml } from './drawing';
import { timelinesAsSvg } from './svg';
import { Timeline } from '../../timeline/model';

/** A self-contained page with the picture. */
export function timelinesAsHtml(timelines: Timeline[]): string {
  const title = escapeXml(`Timeline of ${timelines.map(({ name }) => name).join(', ')}`);
  return [
    '<!DOCTYPE html>',
    '<html lang="en">',
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${title}</title>`,
    '<style>body { margin: 1rem; } svg { max-width: 100%; height: auto; }</style></head>',
    `<body>${timelinesAsSvg(timelines)}</body>`,
    '</html>',
    '',
  ].join('\n');
}
