/**
 * The colours and letters of everything that is shown in a browser: CSS variables, light or dark as the reader has it,
 * or as `data-theme` on the root element says.
 */
export const THEME = `
:root {
  color-scheme: light dark;
  --page: light-dark(#fdfcf8, #15181a);
  --surface: light-dark(#f5f3ea, #1d2124);
  --raised: light-dark(#ffffff, #22272b);
  --ink: light-dark(#23272a, #e4e6e3);
  --quiet: light-dark(#5c6468, #a3abae);
  --line: light-dark(#dedacb, #363c40);
  --accent: light-dark(#2c6e49, #7cc59a);
  --accent-soft: light-dark(#e2eee5, #20362a);
  --warm: light-dark(#a8481c, #f0a274);
  --warm-soft: light-dark(#fbe9dc, #3d2a1e);
  --good: light-dark(#1f6f43, #6fc78f);
  --good-soft: light-dark(#e0f1e5, #1c3526);
  --bad: light-dark(#ad2a22, #ff8f85);
  --bad-soft: light-dark(#fbe4e1, #43211f);
  --warn: light-dark(#7f5800, #e2b84f);
  --warn-soft: light-dark(#f8edcf, #3b3118);
  --code: light-dark(#f7f5ee, #1b1f22);
  --shadow: light-dark(0 1px 2px #0000000f, 0 1px 2px #00000066);
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif;
  --serif: "Iowan Old Style", Charter, "Bitstream Charter", "Source Serif 4", Cambria, Georgia, "Noto Serif", serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Code", "JetBrains Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
:root[data-theme="light"] { color-scheme: light; }
:root[data-theme="dark"] { color-scheme: dark; }
`;
