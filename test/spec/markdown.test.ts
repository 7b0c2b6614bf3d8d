import { beforeAll, describe, expect, test } from 'vitest';
import { html } from '../../src/html/html.js';
import { loadHighlighter } from '../../src/spec/site/highlight.js';
import { Markdown, type TextContext } from '../../src/spec/site/markdown.js';

let markdown: Markdown;
beforeAll(async () => {
  markdown = new Markdown(await loadHighlighter());
});

const context: TextContext = {
  prefix: '',
  resolve: (target) => `resolved:${target}`,
  requirementHref: (id) => `#${id.toLowerCase()}`,
  requirementAt: () => undefined,
};
const render = (source: string, more: Partial<TextContext> = {}) =>
  markdown.render(source, { ...context, ...more });

describe('Markdown of the site', () => {
  test('gives headings anchors, with the prefix of a page that has many texts', () => {
    const { body, headings } = render('# One\n\n## Two `b`, three\n', { prefix: 'entries-' });
    expect(headings).toEqual([
      { level: 1, id: 'entries-one', text: 'One' },
      { level: 2, id: 'entries-two-b-three', text: 'Two b, three' },
    ]);
    expect(body.text).toContain('<h2 id="entries-two-b-three">');
  });

  test('tells headings of the same words apart', () => {
    const { headings } = render('## A\n\n## A\n');
    expect(headings.map(({ id }) => id)).toEqual(['a', 'a-1']);
  });

  test('makes links of requirements, in prose and tables, and not in links or code', () => {
    const { body } = render(
      'See BAM-ENC-003, `BAM-ENC-004` and [BAM-ENC-005](x.md).\n\n| id |\n| --- |\n| BAM-LOG-001 |\n',
    );
    expect(body.text).toContain('<a class="id" href="#bam-enc-003">BAM-ENC-003</a>');
    expect(body.text).toContain('<a class="id" href="#bam-log-001">BAM-LOG-001</a>');
    expect(body.text).toContain('<code>BAM-ENC-004</code>');
    expect(body.text).toContain('<a href="resolved:x.md">BAM-ENC-005</a>');
  });

  test('puts a block where a requirement begins, and leaves the other paragraphs', () => {
    const requirementAt = (line: number) =>
      line === 3 ? html`<section>${'the <block>'}</section>` : undefined;
    const { body } = render('before\n\n**BAM-ENC-001** (MUST; bamboo) A text.\n\nafter\n', { requirementAt });
    expect(body.text).toBe('<p>before</p>\n<section>the &lt;block&gt;</section><p>after</p>\n');
  });

  test('sets decisions apart from other quotations', () => {
    const { body } = render('> **Decision.** So be it.\n\n> Somebody said.\n');
    expect(body.text.match(/<blockquote[^>]*>/g)).toEqual(['<blockquote class="decision">', '<blockquote>']);
  });

  test('puts a picture in the place of what stands for it', () => {
    const { body } = render('::: picture pool\nA pool.\n:::\n\nText.\n', {
      picture: (name) => html`<figure>${name}</figure>`,
    });
    expect(body.text).toBe('<figure>pool</figure><p>Text.</p>\n');
  });

  test('has footnotes, and coloured code', () => {
    const { body } = render('A claim.[^1]\n\n```json\n{ "a": 1 }\n```\n\n[^1]: Its source.\n');
    expect(body.text).toContain('Its source.');
    expect(body.text).toMatch(/<div class="code"><pre class="language-json".*<span class="hl\d+">/);
  });

  test('names the file that a block of code is', () => {
    const { body } = render('```js file=app.js\nlet a;\n```\n');
    expect(body.text).toContain(
      '<div class="code"><p class="file">app.js</p><pre class="language-javascript"',
    );
  });

  test('escapes HTML in a text', () => {
    expect(render('<script>alert(1)</script>').body.text).not.toContain('<script>');
  });
});
