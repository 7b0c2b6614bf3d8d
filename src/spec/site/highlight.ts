import { createHighlighter, type BundledLanguage } from 'shiki';
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
  /** @returns a whole `<pre>`; code in a language that isn't known stands in one colour. */
  highlight(code: string, language: string): string;
  /** The style sheet for all that was highlighted until now. */
  styleSheet(): string;
}

const languageOf = (name: string): string =>
  SHORT[name] ?? LANGUAGES.find((known) => known === name) ?? 'text';

/** Leaves code in one colour. */
export const PLAIN: Highlighter = {
  highlight: (code, language) =>
    html`<pre
      class="language-${languageOf(language)}"
      tabindex="0"
    ><code>${code.replace(/\n$/, '')}</code></pre>`.text,
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
    highlight(code, language) {
      const lang = languageOf(language);
      return shiki.codeToHtml(code.replace(/\n$/, ''), {
        lang,
        themes: THEMES,
        defaultColor: false,
        transformers: [
          {
            pre: ({ properties }) => {
              delete properties['style'];
              properties['class'] = `language-${lang}`;
            },
            // Lines end with a line feed all the same, and what has the colour of the whole needs none.
            code: (node) => {
              node.children = node.children
                .flatMap((line) => (line.type === 'element' ? line.children : [line]))
                .flatMap((word) =>
                  word.type === 'element' && word.properties['class'] === undefined ? word.children : [word],
                );
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
