import { html, type Html } from '../../../html/html.js';
import type { Report } from '../model.js';
import { columnHead, NOT_APPLICABLE, SIGNS } from '../words.js';

const CHOICES = [
  ['', 'everything'],
  ['failed', `${SIGNS.failed.sign} ${SIGNS.failed.meaning}`],
  ['expected', `${SIGNS.expected.sign} ${SIGNS.expected.meaning}`],
  ['marked', `${SIGNS.marked.sign} ${SIGNS.marked.meaning}`],
  ['not-applicable', `${NOT_APPLICABLE.sign} ${NOT_APPLICABLE.meaning}`],
] as const;

/** What the reader may choose. Hidden where no script runs: all is there to be read then. */
export function filtersHtml({ implementations }: Report): Html {
  return html`<form id="filters" role="search" aria-label="Filters" hidden>
    <label
      >Find
      <input
        type="search"
        name="text"
        placeholder="requirement, vector, words"
        autocomplete="off"
        spellcheck="false"
    /></label>
    <label
      >Show
      <select name="standing">
        ${CHOICES.map(([value, label]) => html`<option value="${value}">${label}</option>`)}
      </select></label
    >
    ${
      implementations.length > 1 &&
      html`<fieldset>
        <legend>Implementations</legend>
        ${implementations.map(({ name }, i) => html`<label><input type="checkbox" name="implementation" value="${i}" checked /> ${columnHead(name)}</label> `)}
      </fieldset>`
    }
    <p>
      <button type="button" id="open-all">Open all</button> <button type="reset">Reset</button>
      <output id="shown" aria-live="polite"></output>
    </p>
  </form> `;
}

/**
 * What works the filters, for a `<script>`: it hides columns, rows and vectors that were not chosen, opens what a link
 * leads to, and everything before printing. Plain JavaScript, since it goes into the page as it stands.
 */
export const FILTERS_SCRIPT = `
(() => {
  const form = document.getElementById('filters');
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const textOf = (element) => element.textContent.trim().toLowerCase();
  const rows = all('tr.requirement');
  const items = all('details.vector, details.ids');
  const idsOf = (item) => item.matches('.ids') ? all('li', item).map(textOf) : [item.id];
  const total = items.reduce((sum, item) => sum + idsOf(item).length, 0);
  const idOf = (row) => textOf(row.cells[0]);
  const texts = new Map([
    ...rows.map((row) => [row, idOf(row) + ' ' + textOf(row.querySelector('.sentence'))]),
    ...items.map((item) => [item, textOf(item)]),
  ]);

  function apply() {
    const text = form.elements.text.value.trim().toLowerCase();
    const standing = form.elements.standing.value;
    const boxes = all('[name=implementation]', form);
    const hidden = new Set(boxes.filter((box) => !box.checked).map((box) => box.value));
    const isRight = (element) => standing === '' || (element.dataset.s ?? '').split(' ').includes(standing);
    for (const element of all('[data-i]')) element.hidden = hidden.has(element.dataset.i);
    // The sections of failures that match, and the requirements in which they stand.
    const within = new Set();
    let vectors = 0;
    for (const section of all('.failed-requirement')) {
      const name = textOf(section.querySelector('h4'));
      const inName = name.includes(text);
      let any = false;
      for (const item of items.filter((item) => section.contains(item))) {
        const inAll = inName || item.matches('.vector');
        const matches = isRight(item) && (inName || texts.get(item).includes(text));
        item.hidden = !matches;
        if (!matches) continue;
        any = true;
        if (section.parentElement.hidden) continue;
        vectors += idsOf(item).filter((id) => inAll || id.includes(text)).length;
      }
      section.hidden = !any && (text !== '' || standing !== '');
      if (any && section.closest('[hidden]') === null) within.add(name);
    }
    let shown = 0;
    for (const row of rows) {
      const cells = all('td[data-i]', row).filter((cell) => !cell.hidden);
      const found = texts.get(row).includes(text) || within.has(idOf(row));
      row.hidden = !(found && (standing === '' || cells.some(isRight)));
      if (!row.hidden) shown++;
    }
    for (const body of all('#matrix tbody')) body.hidden = all('tr.requirement', body).every((row) => row.hidden);
    document.getElementById('shown').value = shown + ' of ' + rows.length + ' requirements, ' +
      vectors + ' of ' + total + ' vectors that did not simply pass';
  }
  function openTarget() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let at = target; at; at = at.parentElement) if (at.localName === 'details') at.open = true;
    if (target && target.closest('[hidden]')) form.reset();
    if (target) target.scrollIntoView();
  }
  const openAll = () => all('details').forEach((element) => { element.open = true; });

  form.hidden = false;
  form.addEventListener('input', apply);
  form.addEventListener('reset', () => setTimeout(apply));
  form.addEventListener('submit', (event) => event.preventDefault());
  document.getElementById('open-all').addEventListener('click', openAll);
  addEventListener('beforeprint', openAll);
  addEventListener('hashchange', openTarget);
  apply();
  openTarget();
})();
`;
