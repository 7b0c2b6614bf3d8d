import * as echarts from 'echarts';
import { JS, RELAXED_SIMD, SIMD } from '../subjects/cores.js';
import { SUBJECT } from '../subjects/data.js';
import type { Figure } from '../rounds.js';
import { threeDigits } from './numbers.js';

// How plots are drawn, by ECharts to SVG, each in light and in dark.

/** A plot in both themes. */
export interface Plot {
  /** Of its files. */
  readonly name: string;
  readonly title: string;
  /** What is to be seen, in a sentence. */
  readonly caption: string;
  readonly light: string;
  readonly dark: string;
}

export interface Theme {
  readonly text: string;
  readonly faint: string;
  readonly line: string;
  readonly own: Readonly<Record<string, string>>;
  readonly peers: readonly string[];
}

export const LIGHT: Theme = {
  text: '#24292f',
  faint: '#57606a',
  line: '#d8dee4',
  own: {
    [RELAXED_SIMD]: '#b5451b',
    [SIMD]: '#e2793f',
    [JS]: '#f2b58c',
    [SUBJECT.p2panda]: '#b5451b',
    [SUBJECT['p2panda-compat']]: '#e2793f',
  },
  peers: ['#4c6e81', '#7f9aa8', '#8a7fa8', '#6f9a7a', '#a8997f', '#9aa0a6'],
};
export const DARK: Theme = {
  text: '#e6edf3',
  faint: '#9198a1',
  line: '#3d444d',
  own: {
    [RELAXED_SIMD]: '#ff8a5c',
    [SIMD]: '#d9713b',
    [JS]: '#8f5a3c',
    [SUBJECT.p2panda]: '#ff8a5c',
    [SUBJECT['p2panda-compat']]: '#d9713b',
  },
  peers: ['#7fa6bb', '#56727f', '#a99ccc', '#83b592', '#c2b08f', '#8b949e'],
};

const WIDTH = 720;
const FONT = 'system-ui, -apple-system, Segoe UI, Roboto, sans-serif';

/** Colours of subjects: ours are always the same ones, whatever else is in the plot. */
export function colours(theme: Theme, subjects: readonly string[]): Map<string, string> {
  const peers = subjects.filter((subject) => !(subject in theme.own));
  return new Map(
    subjects.map((subject) => [
      subject,
      theme.own[subject] ?? theme.peers[peers.indexOf(subject) % theme.peers.length]!,
    ]),
  );
}

export function draw(height: number, option: echarts.EChartsOption, theme: Theme): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
  chart.setOption({
    animation: false,
    backgroundColor: 'transparent',
    textStyle: { fontFamily: FONT, color: theme.text },
    ...option,
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}

const axisStyle = (theme: Theme) => ({
  axisLabel: { color: theme.faint },
  axisLine: { lineStyle: { color: theme.line } },
  splitLine: { lineStyle: { color: theme.line } },
  nameTextStyle: { color: theme.faint },
});

export interface Bar {
  readonly name: string;
  readonly value: number;
  readonly label: string;
}

/** Horizontal bars, the longest one on top. */
export function bars(name: string, title: string, caption: string, list: readonly Bar[]): Plot {
  const sorted = [...list].sort((a, b) => a.value - b.value);
  const isWide = list.some((bar) => bar.name.length > 20);
  const inTheme = (theme: Theme): string => {
    const colour = colours(
      theme,
      list.map((bar) => bar.name),
    );
    return draw(
      34 * sorted.length + 30,
      {
        grid: { left: isWide ? 180 : 150, right: 90, top: 8, bottom: 16 },
        xAxis: { type: 'value', show: false },
        yAxis: {
          type: 'category',
          data: sorted.map((bar) => bar.name),
          axisLabel: { color: theme.text, fontSize: 13 },
          axisLine: { show: false },
          axisTick: { show: false },
        },
        series: [
          {
            type: 'bar',
            barWidth: 20,
            data: sorted.map((bar) => ({
              value: bar.value,
              itemStyle: { color: colour.get(bar.name)!, borderRadius: [0, 3, 3, 0] },
              label: { show: true, position: 'right', formatter: bar.label, color: theme.text, fontSize: 13 },
            })),
          },
        ],
      },
      theme,
    );
  };
  return { name, title, caption, light: inTheme(LIGHT), dark: inTheme(DARK) };
}

export interface Series {
  readonly name: string;
  /** Whose colour it has. */
  readonly subject: string;
  readonly dashed?: boolean;
  /** One for each place on the x axis; none where nothing was measured. */
  readonly values: readonly (number | undefined)[];
}

export function lines(
  name: string,
  title: string,
  caption: string,
  x: { readonly name: string; readonly places: readonly string[] },
  y: { readonly name: string; readonly log?: boolean },
  series: readonly Series[],
): Plot {
  // A second row of names, which nobody can measure here, wants its place.
  const more = series.length > 4 ? 30 : 0;
  const inTheme = (theme: Theme): string => {
    const colour = colours(theme, [...new Set(series.map(({ subject }) => subject))]);
    return draw(
      360 + more,
      {
        legend: {
          bottom: 0,
          textStyle: { color: theme.text },
          // The library takes names for narrower than they are.
          itemGap: 30,
          itemWidth: 30,
        },
        grid: { left: 70, right: 24, top: 36, bottom: 84 + more },
        xAxis: {
          type: 'category',
          data: [...x.places],
          name: x.name,
          nameLocation: 'middle',
          nameGap: 28,
          ...axisStyle(theme),
        },
        yAxis: {
          type: y.log ? 'log' : 'value',
          name: y.name,
          ...axisStyle(theme),
          axisLabel: { color: theme.faint, formatter: (value: number) => value.toLocaleString('en') },
        },
        series: series.map(({ name: label, subject, dashed = false, values }) => ({
          type: 'line' as const,
          name: label,
          data: values.map((value) => value ?? '-'),
          symbol: 'circle',
          symbolSize: 6,
          connectNulls: true,
          color: colour.get(subject)!,
          lineStyle: { width: 2, type: dashed ? ('dashed' as const) : ('solid' as const) },
        })),
      },
      theme,
    );
  };
  return { name, title, caption, light: inTheme(LIGHT), dark: inTheme(DARK) };
}

/** Bars in pieces, one behind the other. */
export function stacks(
  name: string,
  title: string,
  caption: string,
  places: readonly string[],
  unit: string,
  pieces: readonly { readonly name: string; readonly values: readonly number[] }[],
): Plot {
  const palette = ['#b5451b', '#e2a13f', '#4c6e81', '#6f9a7a', '#8a7fa8'];
  const inTheme = (theme: Theme): string =>
    draw(
      44 * places.length + 90,
      {
        color: palette,
        legend: { bottom: 0, textStyle: { color: theme.text }, itemGap: 30, itemHeight: 10, itemWidth: 14 },
        grid: { left: 190, right: 30, top: 10, bottom: 66 },
        xAxis: { type: 'value', name: unit, nameLocation: 'middle', nameGap: 26, ...axisStyle(theme) },
        yAxis: {
          type: 'category',
          data: [...places].reverse(),
          axisLabel: { color: theme.text },
          axisLine: { show: false },
          axisTick: { show: false },
        },
        series: pieces.map((piece) => ({
          type: 'bar' as const,
          stack: 'all',
          name: piece.name,
          barWidth: 24,
          data: [...piece.values].reverse(),
        })),
      },
      theme,
    );
  return { name, title, caption, light: inTheme(LIGHT), dark: inTheme(DARK) };
}

export function rateBars(figures: readonly Figure[]): Bar[] {
  return figures.map(({ subject, opsPerSecond }) => ({
    name: subject,
    value: opsPerSecond,
    label: `${threeDigits(opsPerSecond)}/s`,
  }));
}

/** Lines by what cases are named after: the first part of the name is the place on the x axis. */
export function places(figures: readonly Figure[], partOf: (name: string) => string): string[] {
  return [...new Set(figures.map((figure) => partOf(figure.case)))];
}

export function bySubject(
  figures: readonly Figure[],
  x: readonly string[],
  partOf: (name: string) => string,
  valueOf: (figure: Figure) => number = ({ opsPerSecond }) => opsPerSecond,
): Series[] {
  return [...new Set(figures.map(({ subject }) => subject))].map((subject) => ({
    name: subject,
    subject,
    values: x.map((place) => {
      const found = figures.find((figure) => figure.subject === subject && partOf(figure.case) === place);
      return found ? valueOf(found) : undefined;
    }),
  }));
}

/** Bars of rates, a group for each case, on a logarithmic scale. */
export function groupedBars(
  name: string,
  title: string,
  caption: string,
  cases: readonly string[],
  figures: readonly Figure[],
): Plot {
  const subjects = [...new Set(figures.map(({ subject }) => subject))];
  const rows = cases.reduce(
    (count, each) => count + figures.filter((figure) => figure.case === each).length,
    0,
  );
  const least = Math.min(...figures.map(({ opsPerSecond }) => opsPerSecond));
  const inTheme = (theme: Theme): string => {
    const colour = colours(theme, subjects);
    return draw(
      22 * rows + 20 * cases.length + 90,
      {
        legend: { bottom: 0, textStyle: { color: theme.text }, itemGap: 30, itemHeight: 10, itemWidth: 14 },
        grid: { left: 226, right: 90, top: 8, bottom: 72 },
        xAxis: { type: 'log', show: false, min: 10 ** Math.floor(Math.log10(least) - 0.5) },
        yAxis: {
          type: 'category',
          inverse: true,
          data: [...cases],
          axisLabel: { color: theme.text, fontSize: 13 },
          axisLine: { show: false },
          axisTick: { show: false },
        },
        series: subjects.map((subject) => ({
          type: 'bar' as const,
          name: subject,
          barWidth: 15,
          color: colour.get(subject)!,
          data: cases.map((each) => {
            const found = figures.find((figure) => figure.case === each && figure.subject === subject);
            return {
              value: found?.opsPerSecond ?? '-',
              label: {
                show: found !== undefined,
                position: 'right' as const,
                formatter: `${threeDigits(found?.opsPerSecond ?? 0)}/s`,
                color: theme.text,
              },
            };
          }),
        })),
      },
      theme,
    );
  };
  return { name, title, caption, light: inTheme(LIGHT), dark: inTheme(DARK) };
}
