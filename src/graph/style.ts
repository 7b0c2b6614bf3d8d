/** The colours of one theme. */
interface Palette {
  readonly page: string;
  readonly ink: string;
  readonly quiet: string;
  readonly line: string;
  readonly verified: string;
  readonly pathVerified: string;
  readonly unlinked: string;
  readonly invalid: string;
  readonly absent: string;
  readonly pool: string;
  readonly halo: string;
}

const LIGHT: Palette = {
  page: '#ffffff',
  ink: '#24292f',
  quiet: '#656d76',
  line: '#b9c0c7',
  verified: '#2f7d5b',
  pathVerified: '#3a6fb0',
  unlinked: '#a87b1d',
  invalid: '#c0392f',
  absent: '#8c959f',
  pool: '#d0622b',
  halo: '#fbe3d2',
};

const DARK: Palette = {
  page: '#0d1117',
  ink: '#e6edf3',
  quiet: '#9198a1',
  line: '#47505b',
  verified: '#5bb98c',
  pathVerified: '#6ea8ec',
  unlinked: '#d9ad4b',
  invalid: '#f07167',
  absent: '#7d8590',
  pool: '#f08c55',
  halo: '#4a2b1a',
};

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif';

function variables(palette: Palette): string {
  return Object.entries(palette)
    .map(([name, colour]) => `--${name}: ${String(colour)};`)
    .join(' ');
}

/** How a picture's parts look, in the variables of a palette. */
const RULES = `.page { fill: var(--page); }
text { font-family: ${FONT}; fill: var(--ink); font-size: 12px; }
.heading { font-size: 15px; font-weight: 600; }
.quiet { fill: var(--quiet); }
.label { font-size: 11px; text-anchor: middle; font-variant-numeric: tabular-nums; fill: var(--quiet); }
.label.upright { text-anchor: end; }
.label.pool { fill: var(--pool); font-weight: 600; }
.label.forked { fill: var(--invalid); font-weight: 600; text-decoration: underline; }
.label.absent { opacity: 0.85; }
.link { fill: none; stroke: var(--line); stroke-width: 1.3; }
.link.pool { stroke: var(--pool); stroke-width: 2; }
.link.misdirected { stroke: var(--invalid); stroke-width: 1.6; stroke-dasharray: 5 3; }
.halo { fill: var(--halo); }
.halo.centre { stroke: var(--pool); stroke-width: 1.5; }
.node { stroke: var(--page); stroke-width: 2; paint-order: stroke; }
.verified { fill: var(--verified); }
.path-verified { fill: var(--pathVerified); }
.unlinked { fill: var(--unlinked); }
.invalid { fill: var(--invalid); }
.node.absent { fill: var(--page); stroke: var(--absent); stroke-width: 1.4; stroke-dasharray: 2.4 2; }
.end { stroke: var(--ink); stroke-width: 2; stroke-linecap: round; }
.break { stroke: var(--quiet); stroke-width: 1.3; stroke-linecap: round; fill: none; }
`;

/** The style sheet of a picture that is a file: light or dark as the reader has it, or dark whatever the reader has. */
export function styleSheet(dark: boolean): string {
  const themes = dark
    ? `svg { ${variables(DARK)} }`
    : `svg { ${variables(LIGHT)} }\n@media (prefers-color-scheme: dark) { svg { ${variables(DARK)} } }`;
  return `\n${themes}\n${RULES}`;
}

/** The style sheet for pictures of the class `log-graph` within a page, light or dark as the page is. */
export function pageStyleSheet(): string {
  const names = Object.keys(LIGHT) as (keyof Palette)[];
  const both = names.map((name) => `--${name}: light-dark(${LIGHT[name]}, ${DARK[name]});`);
  return `.log-graph { ${both.join(' ')}\n${RULES}}\n`;
}
