import { createHighlighter, type BundledLanguage, type ShikiTransformer } from 'shiki';
import { html } from '../../html/html.js';

const LANGUAGES = [
  'go',
  'html',
  'javascript',
  'json',
  'python',
  'rust',
  'shellscript',
  'toml',
  'typescript',
  'yaml',
] as const satisfies readonly BundledLanguage[];

const SHORT: Readonly<Record<string, (typeof LANGUAGES)[number]>> = {
  js: 'javascript',
  ts: 'typescript',
  sh: 'shellscript',
  py: 'python',
  rs: 'rust',
  yml: 'yaml',
};

const THEMES = { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' } as const;

/** Colours code. */
export interface Highlighter {
  /**
   * @param second the line, counted from 0, from which on the code stands in a second `<code>`; all of it is in one where
   *   there is none
   * @returns a whole `<pre>`, whose text is the code; code in a language that isn't known stands in one colour.
   */
  highlight(code: string, language: string, second?: number): string;
  /** The style sheet for all that was highlighted until now. */
  styleSheet(): string;
}

type Content = Parameters<NonNullable<ShikiTransformer['pre']>>[0]['children'];

const languageOf = (name: string): string =>
  SHORT[name] ?? LANGUAGES.find((known) => known === name) ?? 'text';

/** Leaves code in one colour. */
export const PLAIN: Highlighter = {
  highlight(code, language, second) {
    const name = `language-${languageOf(language)}`;
    const text = code.replace(/\n$/, '');
    if (second === undefined) return html`<pre class="${name}" tabindex="0"><code>${text}</code></pre>`.text;
    const lines = text.split('\n');
    const [first, rest] = [lines.slice(0, second), lines.slice(second)].map((part) => part.join('\n'));
    return html`<pre class="${name}"><code tabindex="0">${first}
</code><code>${rest}</code></pre>`.text;
  },
  styleSheet: () => '',
};

/** Loads the grammars, once for all pages. */
export async function loadHighlighter(): Promise<Highlighter> {
  const shiki = await createHighlighter({ themes: Object.values(THEMES), langs: [...LANGUAGES] });
  const ground = Object.values(THEMES)
    .map((theme) => shiki.getTheme(theme).fg.toLowerCase())
    .join(' ');
  // A class a colour: written out at every word they would be most of a page.
  const classes = new Map<string, string>();
  const classOf = (light: string, dark: string): string => {
    const colour = `light-dark(${light}, ${dark})`;
    if (!classes.has(colour)) classes.set(colour, `hl${classes.size}`);
    return classes.get(colour)!;
  };
  return {
    highlight(code, language, second) {
      const lang = languageOf(language);
      // Lines end with a line feed all the same, and what has the colour of the whole needs none.
      const flat = (lines: Content): Content =>
        lines
          .flatMap((line) => (line.type === 'element' ? line.children : [line]))
          .flatMap((word) =>
            word.type === 'element' && word.properties['class'] === undefined ? word.children : [word],
          );
      return shiki.codeToHtml(code.replace(/\n$/, ''), {
        lang,
        themes: THEMES,
        defaultColor: false,
        transformers: [
          {
            pre: (node) => {
              const { properties } = node;
              delete properties['style'];
              properties['class'] = `language-${lang}`;
              const [code] = node.children;
              if (code?.type !== 'element') return;
              // Between two lines stands a line feed.
              const lines = code.children;
              const at = second === undefined ? lines.length : 2 * second;
              code.children = flat(lines.slice(0, at));
              if (second === undefined) return;
              // The first part is what scrolls.
              delete properties['tabindex'];
              code.properties['tabindex'] = '0';
              node.children.push({ ...code, properties: {}, children: flat(lines.slice(at)) });
            },
            span: ({ properties }) => {
              const colours = String(properties['style']).match(/#[0-9A-Fa-f]+/g) ?? [];
              const [light, dark] = colours.map((colour) => colour.toLowerCase());
              delete properties['style'];
              if (light && dark && `${light} ${dark}` !== ground) properties['class'] = classOf(light, dark);
            },
          },
        ],
      });
    },
    styleSheet: () => [...classes].map(([colour, name]) => `.${name} { color: ${colour}; }`).join('\n'),
  };
}
