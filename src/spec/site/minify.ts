import { transformSync } from 'esbuild';
import { minify } from 'html-minifier-terser';

/** What runs or styles within a page, for the browsers that the site's own scripts and sheets are for. */
function minified(text: string, loader: 'css' | 'js'): string {
  const target = loader === 'css' ? 'chrome123' : 'es2022';
  return transformSync(text, { loader, minify: true, target, legalComments: 'none' }).code.trim();
}

/**
 * A page that a browser reads the same, in fewer bytes: without white space that isn't seen, and without quotes and tags
 * that HTML doesn't need. What stands in `<pre>` stays as it is.
 */
export async function minifiedPage(page: string): Promise<string> {
  return await minify(page, {
    collapseBooleanAttributes: true,
    collapseWhitespace: true,
    decodeEntities: true,
    minifyCSS: (text, type) => (type === undefined ? minified(text, 'css') : text),
    minifyJS: (text, isInline) => (isInline === true ? text : minified(text, 'js')),
    removeAttributeQuotes: true,
    removeComments: true,
    removeOptionalTags: true,
  });
}
