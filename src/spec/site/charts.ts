/** What a chart says to a script, or to a pointer, which nothing on the page answers. */
const UNANSWERED =
  / (?:ecmeta_\w+|class|version|baseProfile|xmlns(?::xlink)?)="[^"]*"| pointer-events="visible"/g;

/** What changes under a pointer, as if it could be pressed. */
const HOVERS = /<style\s*><!\[CDATA\[[^\]]*\]\]>[^<]*<\/style>/g;

/** What was there to catch a pointer alone. */
const UNSEEN = /<path(?=[^>]* fill="none")(?![^>]* stroke=)[^>]*><\/path>/g;

/** Space is kept as it stands where there is more than one. */
const KEPT_SPACE = / xml:space="preserve"(?=[^>]*>(?! |[^<]* (?: |<)))/g;

/** A circle as a chart draws it: the symbol of a point. */
const CIRCLE =
  /<path d="M1 0A1 1 0 1 1 1 -0\.1A1 1 0 0 1 1 0" transform="matrix\(([\d.]+),0,0,\1,([\d.]+),([\d.]+)\)"/g;

const CENTRAL = ' dominant-baseline="central"';

function slimChart(chart: string): string {
  const bare = chart
    .replaceAll(HOVERS, '')
    .replaceAll(UNSEEN, '')
    .replaceAll(UNANSWERED, '')
    .replaceAll(KEPT_SPACE, '')
    .replaceAll(/><\/(?:path|rect|circle)>/g, '/>')
    .replaceAll(CIRCLE, '<circle cx="$2" cy="$3" r="$1"')
    .replaceAll(/ style="font-size:(\d+)px;"/g, ' font-size="$1"');
  // It is inherited, and a chart has it nearly everywhere.
  const texts = bare.match(/<text [^>]*>/g) ?? [];
  if (!texts.every((text) => text.includes(CENTRAL))) return bare;
  return bare.replaceAll(CENTRAL, '').replace('<svg', `<svg${CENTRAL}`);
}

/** A chart twice, for a light page and for a dark one. */
const TWICE =
  /<div class="light"([^>]*)>(<svg.*?<\/svg>)<\/div><div class="dark"\1>(<svg.*?<\/svg>)<\/div>/gs;

const COLOUR = /(?<==")#[0-9a-f]{3,8}(?=")/g;

/** What makes ids of one chart differ from those of the other. */
const OWN_ID = /-(?:light|dark)-zr\d+/g;

/** Colours by their names, each for a light page and for a dark one. */
class Palette {
  readonly #names = new Map<string, string>();

  nameOf(light: string, dark: string): string {
    const colour = `light-dark(${light},${dark})`;
    const name = this.#names.get(colour) ?? `--c${this.#names.size}`;
    this.#names.set(colour, name);
    return name;
  }

  get styleSheet(): string {
    return `<style>:root{${[...this.#names].map(([colour, name]) => `${name}:${colour}`).join(';')}}</style>`;
  }
}

/** One chart out of two that differ in their colours; `undefined` where they differ in more. */
function merged(light: string, dark: string, palette: Palette): string | undefined {
  const [one, other] = [light, dark].map((chart) => chart.replaceAll(OWN_ID, ''));
  if (one === undefined || one.replaceAll(COLOUR, '') !== other?.replaceAll(COLOUR, '')) return undefined;
  const colours = other.match(COLOUR) ?? [];
  let at = 0;
  return one.replaceAll(COLOUR, (colour) => `var(${palette.nameOf(colour, colours[at++] ?? colour)})`);
}

/** A page with the charts in it once for light and dark, and without what is not seen of them. */
export function slimCharts(page: string): string {
  const palette = new Palette();
  return page
    .replaceAll(/<svg\b.*?<\/svg>/gs, slimChart)
    .replaceAll(TWICE, (both, label: string, light: string, dark: string) => {
      const chart = merged(light, dark, palette);
      return chart === undefined ? both : `<div${label}>${chart}</div>`;
    })
    .replace('</head>', () => `${palette.styleSheet}</head>`);
}
