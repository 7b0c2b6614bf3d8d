import { THEME } from '../../../html/theme.js';

/** The page's style sheet. */
export const STYLE = `${THEME}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 1rem/1.6 var(--sans); }
main, header { max-width: 78rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 2rem; }
h1 { font: 600 2rem/1.2 var(--serif); margin: .2em 0 .6em; }
h2 { font: 600 1.4rem/1.3 var(--serif); margin: 2.5rem 0 .8rem; }
h3 { font: 600 1.15rem/1.3 var(--sans); margin: 2.2rem 0 .6rem; padding-top: .8rem; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
h4 { font: 600 .95rem/1.4 var(--sans); margin: 1.6rem 0 .2rem; }
p { margin: .4rem 0; }
a { color: var(--accent); text-underline-offset: .15em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
code, pre, .hex { font-family: var(--mono); font-size: .86em; }
code { overflow-wrap: anywhere; }
pre { margin: .3rem 0; padding: .6rem .8rem; overflow: auto; background: var(--code); border-radius: 6px; white-space: pre-wrap; overflow-wrap: anywhere; }
small, .quiet, .legend, .also, i { color: var(--quiet); font-size: .88rem; }
i { font-style: italic; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
[hidden] { display: none !important; }
abbr { text-decoration: none; }

.verdicts { list-style: none; padding: 0; margin: 0; }
.verdicts li { display: grid; grid-template-columns: 1.6rem 1fr; padding: .5rem 0; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
.verdicts li:last-child { border-bottom: 1px solid var(--line); }
.verdicts b.sign { font-size: 1.1rem; }
.good { color: var(--good); } .bad, b.failed { color: var(--bad); } .warn, b.marked, b.not-run { color: var(--warn); }
b.expected { color: var(--quiet); }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1.2rem; margin: 1.2rem 0; }
.facts dt { color: var(--quiet); } .facts dd { margin: 0; overflow-wrap: anywhere; }

form { display: flex; flex-wrap: wrap; gap: .6rem 1.2rem; align-items: center; margin: 0 0 1rem; padding: .8rem 1rem; background: var(--surface); border: 1px solid var(--line); border-radius: 6px; }
form p { flex-basis: 100%; margin: 0; }
fieldset { border: 0; padding: 0; margin: 0; display: flex; flex-wrap: wrap; gap: .2rem 1rem; }
legend { float: left; padding: 0; margin-right: .8rem; color: var(--quiet); }
input[type=search] { width: 17rem; max-width: 100%; } select { max-width: 100%; }
input[type=search], select, button { font: inherit; color: inherit; background: var(--raised); border: 1px solid var(--quiet); border-radius: 6px; padding: .25rem .6rem; }
button { cursor: pointer; }
output { color: var(--quiet); margin-left: .6rem; }

.matrix { position: relative; overflow-x: auto; border: 1px solid var(--line); border-radius: 6px; background: var(--raised); }
#matrix { border-collapse: separate; border-spacing: 0; width: 100%; font-size: .92rem; }
#matrix th, #matrix td { padding: .35rem .8rem; text-align: right; vertical-align: top; border-bottom: 1px solid var(--line); white-space: nowrap; font-variant-numeric: tabular-nums; }
#matrix th[scope=row], #matrix thead th:first-child { text-align: left; position: sticky; left: 0; background: var(--raised); font-weight: 500; z-index: 1; }
#matrix thead th { position: sticky; top: 0; background: var(--surface); font-weight: 600; z-index: 2; }
#matrix thead th:first-child { background: var(--surface); font-weight: 600; z-index: 3; }
#matrix .sentence { text-align: left; white-space: normal; min-width: 22rem; width: 100%; color: var(--quiet); }
#matrix thead .sentence { color: inherit; }
#matrix tr.chapter th { text-align: left; background: var(--surface); padding-top: .7rem; font-family: var(--serif); }
#matrix tr.chapter span { position: sticky; left: .8rem; }
#matrix td[data-s] a { color: inherit; text-decoration-color: var(--quiet); }
#matrix tr:target > * { background: var(--accent-soft); }
#matrix td[data-s=not-applicable] { color: var(--quiet); }
.legend span { margin-left: .8rem; white-space: nowrap; }
.untested dl div { padding: .4rem 0; border-top: 1px solid var(--line); }
.untested dt { font-weight: 500; } .untested dd { margin: 0; }

.failed-requirement:target > h4 { background: var(--accent-soft); }
.failed-requirement > .sentence { color: var(--quiet); max-width: 50rem; }
details.vector, details.ids { border: 1px solid var(--line); border-radius: 6px; margin: .4rem 0; background: var(--raised); }
summary { cursor: pointer; padding: .35rem .8rem; overflow-wrap: anywhere; }
summary span { color: var(--quiet); }
details[open].vector > summary { border-bottom: 1px solid var(--line); }
details.ids ul { padding: 0 .8rem .6rem; margin: 0; list-style: none; font: .8rem/1.6 var(--mono); overflow-wrap: anywhere; }
details.ids a { color: inherit; text-decoration-color: var(--quiet); }
.case { display: grid; grid-template-columns: 8.5rem minmax(0, 1fr); gap: .45rem 1rem; margin: 0; padding: .7rem .8rem; }
.case > dt { color: var(--quiet); } dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
.case p { margin: 0 0 .2rem; }
.values { margin: 0; }
.values > div { display: grid; grid-template-columns: 7.5rem minmax(0, 1fr); gap: 0 .8rem; padding: .1rem 0; border-bottom: 1px solid var(--line); }
.values > div:last-child { border-bottom: 0; }
.values > div:has(table, dl) { grid-template-columns: minmax(0, 1fr); }
.values > div:has(table, dl) > dd { padding-left: .9rem; border-left: 2px solid var(--line); }
.values > div > dt { font: 500 .86rem/1.8 var(--mono); overflow-wrap: anywhere; }
.pair { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .15rem .8rem; margin: 0; }
.pair > dt { color: var(--quiet); }
.hex { word-break: break-all; line-height: 1.7; }
.hex i { font-family: var(--sans); }
mark { background: var(--bad-soft); color: var(--bad); text-decoration: underline 2px; text-underline-offset: .2em; }
.fields { border-collapse: collapse; width: 100%; }
.fields th, .fields td { text-align: left; vertical-align: top; padding: .1rem .8rem .1rem 0; font-weight: 400; border-bottom: 1px solid var(--line); }
.differs { color: var(--bad); }
.fields tr:last-child > * { border-bottom: 0; }
.fields th { white-space: nowrap; overflow-wrap: normal; min-width: 10rem; } .fields td:nth-child(2) { min-width: 5.5rem; white-space: nowrap; color: var(--quiet); font-variant-numeric: tabular-nums; }
.fields td:last-child { width: 100%; padding-right: 0; }
footer { margin: 3rem 0 2rem; color: var(--quiet); font-size: .88rem; }

@media (max-width: 40rem) {
  main, header { padding: 0 .8rem; } header { padding-top: 1.2rem; }
  .facts, .case { grid-template-columns: minmax(0, 1fr); gap: 0 1rem; }
  .facts dd, .case > dd { margin-bottom: .5rem; }
  .pair, .values > div { grid-template-columns: minmax(0, 1fr); }
  .fields th, .fields td:nth-child(2) { white-space: normal; min-width: 0; }
  #matrix th, #matrix td { padding: .35rem .55rem; } #matrix .sentence { min-width: 36rem; }
}
@media print {
  :root { color-scheme: light; }
  form { display: none !important; }
  .matrix { overflow: visible; max-height: none; border: 0; }
  #matrix th, #matrix td { position: static !important; white-space: normal; }
  #matrix th[scope=row], #matrix b { white-space: nowrap; }
  #matrix .sentence { min-width: 0; }
  details::details-content { content-visibility: visible; block-size: auto; }
  tr, .case { break-inside: avoid; }
}
`;
