import { describe, expect, test } from 'vitest';
import { html, jsonForScript, markup, onOneLine } from '../../src/html/html.js';

describe('html', () => {
  test('escapes what is put into it, in text and in attributes', () => {
    const hostile = `"><script>'&`;
    expect(html`<a title="${hostile}">${hostile}</a>`.text).toBe(
      '<a title="&quot;&gt;&lt;script&gt;&#39;&amp;">&quot;&gt;&lt;script&gt;&#39;&amp;</a>',
    );
  });

  test('takes HTML as it is, joins lists, and leaves out what is not there', () => {
    expect(html`<p>${[html`<b>${1n}</b>`, ' ', 2]}${null}${undefined}${false}${markup('<i>')}</p>`.text).toBe(
      '<p><b>1</b> 2<i></p>',
    );
  });

  test('shows a zero', () => expect(html`${0}`.text).toBe('0'));
});

test('HTML on one line keeps the spaces between words', () => {
  expect(onOneLine(markup('<ul>\n  <li>a b\n    c</li>\n  <li><b>d</b> <i>e</i></li>\n</ul>\n')).text).toBe(
    '<ul><li>a b c</li><li><b>d</b> <i>e</i></li></ul>',
  );
});

test('JSON for a script can not end the script', () => {
  const { text } = jsonForScript({ text: '</script><!--' });
  expect(text).not.toContain('<');
  expect(JSON.parse(text)).toEqual({ text: '</script><!--' });
});
