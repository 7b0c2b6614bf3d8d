import { createHighlighter, type BundledLanguage } from 'shiki';

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

/** Loads the grammars, once for all pages. */
export async function loadHighlighter(): Promise<Highlighter> {
  const shiki = await createHighlighter({ themes: Object.values(THEMES), langs: [...LANGUAGES] });
  // A class a colour: written out at every word they would be most of a page.
  const classes = new Map<string, string>();
  const classOf = (light: string, dark: string): string => {
    const colour = `light-dark(${light}, ${dark})`;
    if (!classes.has(colour)) classes.set(colour, `hl${classes.size}`);
    return classes.get(colour)!;
  };
  return {
    highlight(code, language) {
      const lang = SHORT[language] ?? LANGUAGES.find((known) => known === language) ?? 'text';
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
            // Lines end with a line feed all the same.
            code: (node) => {
              node.children = node.children.flatMap((line) =>
                line.type === 'element' ? line.children : [line],
              );
            },
            span: ({ properties }) => {
              const [light, dark] = String(properties['style']).match(/#[0-9A-Fa-f]+/g) ?? [];
              delete properties['style'];
              if (light && dark) properties['class'] = classOf(light, dark);
            },
          },
        ],
      });
    },
    styleSheet: () => [...classes].map(([colour, name]) => `.${name} { color: ${colour}; }`).join('\n'),
  };
}
