import { markup } from '../../html/html.js';

/** The panda, in the colours of the page. */
export const MARK = markup(
  '<svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">' +
    '<g class="mark-dark"><circle cx="7" cy="8" r="4.6"/><circle cx="25" cy="8" r="4.6"/></g>' +
    '<ellipse class="mark-light" cx="16" cy="17" rx="12.2" ry="11.4"/>' +
    '<g class="mark-dark"><ellipse cx="10.9" cy="16" rx="3.1" ry="3.9" transform="rotate(28 10.9 16)"/>' +
    '<ellipse cx="21.1" cy="16" rx="3.1" ry="3.9" transform="rotate(-28 21.1 16)"/>' +
    '<ellipse cx="16" cy="20.4" rx="1.9" ry="1.3"/></g>' +
    '<g class="mark-light"><circle cx="11.4" cy="15.4" r="1"/><circle cx="20.6" cy="15.4" r="1"/></g>' +
    '<path class="mark-leaf" d="M16 23.6c3.4-1.4 7.9-.9 11 1.6-3.6 1.9-8.200 1.700-11-1.600Z"/></svg>',
);
