/**
 * The lipmaa explorer: a picture of entries and their links through which one scrolls from 1 to 2^64 − 1, with the link path and the
 * certificate pool of a chosen entry. It runs in a page, from a file too.
 */
import { Explorer, viewFor } from './explorer.js';
import { readFragment } from './view-state.js';

/**
 * Puts an explorer into an element, in place of what is there.
 *
 * `data-n`, `data-mode` (`links`, `path` or `pool`) and `data-to` of the element say what is shown at first. An address that ends in
 * `#n=23&mode=pool&to=1` names a view, and follows what somebody does; any other fragment is left alone until then.
 */
export function mountExplorer(root: HTMLElement): void {
  const explorer = new Explorer(root, viewFor(root));
  const isNamed = (): boolean => readFragment(window.location.hash) !== undefined;
  if (isNamed()) explorer.reveal();
  window.addEventListener('hashchange', () => {
    const view = readFragment(window.location.hash);
    if (!view) return;
    explorer.show(view);
    explorer.reveal();
  });
}
