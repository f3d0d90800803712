/** One file for light, dark and print: the colours follow the reader's settings, and every phase also differs in height. */
export const STYLE = `
  .timeline { font: 12px system-ui, sans-serif; --ink: #1f2328; --faint: #59636e; --rule: #d1d9e0; --paper: #ffffff;
    --starting: #c8cfd6; --proving: #9bd0a8; --serving: #2c974b; --stopping: #e8b33a; --draining: #d4793a; --wrong: #c0242c; }
  @media (prefers-color-scheme: dark) { .timeline { --ink: #e6edf3; --faint: #9198a1; --rule: #3d444d; --paper: #0d1117;
    --starting: #4b535c; --proving: #3c7a4e; --serving: #3fb950; --stopping: #d29922; --draining: #bd561d; --wrong: #ff7b72; } }
  @media print { .timeline { --ink: #000; --faint: #333; --rule: #999; --paper: #fff; } }
  .paper { fill: var(--paper); } text { fill: var(--ink); } .faint { fill: var(--faint); } .head { font-weight: 600; font-size: 14px; }
  .wrong { fill: var(--wrong); font-weight: 600; } .rule { stroke: var(--rule); } .wanted { stroke: var(--ink); stroke-dasharray: 4 3; }
  .mark { stroke: var(--ink); stroke-width: 2; } .starting { fill: var(--starting); } .proving { fill: var(--proving); }
  .serving { fill: var(--serving); } .covering { fill: var(--serving); stroke: var(--stopping); stroke-width: 2; } .stopping { fill: var(--stopping); } .draining { fill: var(--draining); } .curve { fill: var(--serving); opacity: .35; }
`;
