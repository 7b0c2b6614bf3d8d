/** A piece of HTML: text that has been escaped, or that is markup by intent. */
export class Html {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

/** What may stand in a template: a list is joined, nothing at all is left out, anything else is escaped. */
export type Content = Html | string | number | bigint | false | null | undefined | readonly Content[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text with the characters escaped that mean something in HTML, in attributes too. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

function rendered(content: Content): string {
  if (content instanceof Html) return content.text;
  if (content === undefined || content === null || content === false) return '';
  return typeof content === 'object' ? content.map(rendered).join('') : escapeHtml(String(content));
}

/**
 * HTML from a template; what is put into it is escaped unless it is {@link Html} itself. Attributes stand in quotes.
 *
 * @example
 * html`<a href="${address}">${'1 < 2'}</a>`.text; // '<a href="…">1 &lt; 2</a>'
 */
export function html(strings: TemplateStringsArray, ...contents: readonly Content[]): Html {
  return new Html(strings.reduce((text, part, i) => text + rendered(contents[i - 1]) + part));
}

/** Markup from elsewhere, taken as it is. */
export function markup(text: string): Html {
  return new Html(text);
}

/**
 * HTML on one line: what stands many times on a page needs no indentation. A line break between two tags goes, any other
 * becomes a space.
 */
export function onOneLine({ text }: Html): Html {
  return new Html(
    text
      .replace(/>\s*\n\s*</g, '><')
      .replace(/\s*\n\s*/g, ' ')
      .trim(),
  );
}

/** JSON for a `<script>`: nothing in it can end the element. */
export function jsonForScript(value: unknown): Html {
  return new Html(JSON.stringify(value).replaceAll('<', '\\u003c'));
}
