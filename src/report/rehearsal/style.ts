import { STYLE } from '../timeline/style';

/** Beside the colours of the timeline, those of versions. The older one is plain, newer ones are also striped. */
export const REHEARSAL_STYLE = `${STYLE}
  .timeline { --old: #8c959f; --new: #2f6fdb; --third: #8250df; --band: #1f232809; }
  @media (prefers-color-scheme: dark) { .timeline { --old: #7d8590; --new: #4493f8; --third: #ab7df8; --band: #ffffff0d; } }
  @media print { .timeline { --old: #999; --new: #2f6fdb; --third: #8250df; --band: #00000008; } }
  .version-0 { fill: var(--old); } .version-1 { fill: url(#rehearsal-new); } .version-2 { fill: url(#rehearsal-third); }
  .new-ink { stroke: var(--paper); } .new-paper { fill: var(--new); } .third-paper { fill: var(--third); }
  .band { fill: var(--band); } .edge { stroke: var(--faint); stroke-dasharray: 2 3; } .failure { fill: var(--wrong); }
  .unready { fill: none; stroke: var(--wrong); stroke-width: 1.5; stroke-dasharray: 3 2; } .exit { stroke: var(--ink); stroke-width: 1.5; }
`;

/** Stripes, so that versions differ without colours, too. */
export const PATTERNS = [
  '<defs>',
  '<pattern id="rehearsal-new" width="5" height="5" patternUnits="userSpaceOnUse"><rect class="new-paper" width="5" height="5"/>',
  '<path class="new-ink" d="M0 5 L5 0" stroke-width="1"/></pattern>',
  '<pattern id="rehearsal-third" width="4" height="4" patternUnits="userSpaceOnUse"><rect class="third-paper" width="4" height="4"/>',
  '<path class="new-ink" d="M0 2 L4 2" stroke-width="1"/></pattern>',
  '</defs>',
].join('');
