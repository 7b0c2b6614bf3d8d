import { html, type Html } from '../../../html/html.js';
import { STOPS } from './full-numbers.js';
import type { Goal } from './goals.js';
import { MODES, type Mode } from './view-state.js';

const MODE_NAMES: Readonly<Record<Mode, string>> = {
  links: 'Links',
  path: 'Link path',
  pool: 'Certificate pool',
};

const button = (goal: Goal, label: string, text: string): Html =>
  html`<button type="button" class="explorer-go" data-go="${goal}" aria-label="${label}" title="${label}">
    ${text}
  </button>`;

/** A field for a sequence number, with a place for what is wrong with it. */
const numberField = (id: string, name: string, label: string): Html =>
  html`<div class="explorer-field">
    <label for="${id}-${name}">${label}</label
    ><input
      id="${id}-${name}"
      data-field="${name}"
      type="text"
      inputmode="numeric"
      autocomplete="off"
      spellcheck="false"
      size="21"
      aria-describedby="${id}-${name}-error"
    />
  </div>`;

/** The explorer as it is before anything is drawn. */
export function explorerMarkup(id: string): Html {
  const error = (name: string): Html =>
    html`<p class="explorer-error" id="${id}-${name}-error" data-part="${name}-error" role="alert"></p>`;
  return html`<div class="explorer">
    <div class="explorer-controls">
      ${numberField(id, 'n', 'Entry')}
      <div class="explorer-buttons" role="group" aria-label="Go to another entry">
        ${button('first', 'To 1, the first entry', '1')}${button('page-left', 'A page to the left', '«')}${button(
          'left',
          'The entry before: follow the backlink',
          '‹',
        )}${button('right', 'The entry after', '›')}${button('page-right', 'A page to the right', '»')}${button(
          'last',
          'To 2⁶⁴−1, the last possible entry',
          '2⁶⁴−1',
        )}
      </div>
      <div class="explorer-buttons" role="group" aria-label="Go along full numbers and links">
        ${button('full-left', 'Previous full number', '‹ full')}${button(
          'full-right',
          'Next full number',
          'full ›',
        )}${button('lipmaa', 'Go to lipmaa(n)', '↶ lipmaa(n)')}
      </div>
    </div>
    ${error('n')}
    <div class="explorer-scroll">
      <span aria-hidden="true">1</span>
      <input
        type="range"
        data-field="scroll"
        min="0"
        max="${STOPS.length - 1}"
        step="1"
        aria-label="Scroll through all sequence numbers, in steps that grow"
      />
      <span aria-hidden="true">2<sup>64</sup> − 1</span>
    </div>
    <div class="explorer-view">
      <fieldset class="explorer-modes">
        <legend>Show of this entry</legend>
        ${MODES.map(
          (mode) =>
            html`<label
              ><input type="radio" name="${id}-mode" value="${mode}" /><span>${MODE_NAMES[mode]}</span></label
            >`,
        )}
      </fieldset>
      ${numberField(id, 'to', 'Path to')}
    </div>
    ${error('to')}
    <p class="explorer-status" data-part="status" aria-live="polite"></p>
    <div
      class="explorer-picture"
      data-part="picture"
      tabindex="0"
      role="application"
      aria-roledescription="number line of entries"
      aria-label="Entries and their links"
      aria-describedby="${id}-keys"
    >
      <svg data-part="window" role="img"></svg>
    </div>
    <ul class="explorer-legend" aria-label="Legend">
      <li>
        <svg viewBox="-9 -9 18 18" aria-hidden="true">
          <circle class="explorer-entry explorer-holds" r="5.5" /></svg
        >holds a lipmaalink
      </li>
      <li>
        <svg viewBox="-9 -9 18 18" aria-hidden="true"><circle class="explorer-entry" r="5.5" /></svg>holds
        none
      </li>
      <li>
        <svg viewBox="-11 -11 22 22" aria-hidden="true">
          <circle class="explorer-ring" r="9" />
          <circle class="explorer-entry explorer-holds" r="5.5" /></svg
        >full number
      </li>
      <li>
        <svg viewBox="-9 -9 18 18" aria-hidden="true">
          <path class="explorer-link" d="M-8,6A8,10 0 0 1 8,6" /></svg
        >links lead to the left
      </li>
    </ul>
    <p class="explorer-hint" data-part="hint"></p>
    <figure class="explorer-overview">
      <figcaption data-part="caption"></figcaption>
      <svg data-part="overview" role="img"></svg>
    </figure>
    <div class="explorer-panels">
      ${MODES.map(
        (mode) =>
          html`<section
            data-part="${mode}-panel"
            data-panel="${mode}"
            aria-label="${MODE_NAMES[mode]}"
          ></section>`,
      )}
    </div>
    <p class="explorer-keys" id="${id}-keys">
      In the picture, <kbd>←</kbd> and <kbd>→</kbd> go to the next entry, <kbd>Page Up</kbd> and
      <kbd>Page Down</kbd> a page on, <kbd>Home</kbd> and <kbd>End</kbd> to the ends; <kbd>L</kbd> goes to
      lipmaa(n), <kbd>F</kbd> and <kbd>Shift F</kbd> to the next and the previous full number. With
      <kbd>Shift</kbd>, arrows and pages only look around, and <kbd>Enter</kbd> chooses the entry that you
      look at. Drag the picture to scroll it.
    </p>
  </div>`;
}
