/** What runs on every page; nothing of it is needed to read. */
import { addCopyButtons } from './site/copy.js';
import { addFilter } from './site/filter.js';
import { addSearch } from './site/search.js';
import { addThemeButton, applyTheme } from './site/theme.js';
import { addTryIt } from './site/try-it.js';

/** Ids are written in capitals, and their anchors are not. */
function followId(): void {
  const id = location.hash.slice(1);
  if (!/^(?:BAM|PAN|SUI)-[A-Z]{3}-\d{3}$/.test(id) || document.getElementById(id)) return;
  const anchor = id.toLowerCase();
  if (document.getElementById(anchor)) location.replace(`#${anchor}`);
}

// Before anything is painted.
applyTheme();

document.addEventListener('DOMContentLoaded', () => {
  const tools = document.querySelector<HTMLElement>('.tools');
  if (tools) {
    addSearch(tools);
    addThemeButton(tools);
  }
  addFilter();
  followId();
  addEventListener('hashchange', followId);
  addCopyButtons();
  addTryIt();
  const contents = document.querySelector<HTMLDetailsElement>('.contents details');
  const isBeside = matchMedia('(min-width: 64rem)');
  const place = (): void => {
    // The style shows the contents beside the text in any case; open, they are there for everybody.
    if (contents) contents.open = isBeside.matches;
  };
  place();
  isBeside.addEventListener('change', place);
});
