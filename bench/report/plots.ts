import { GROUPS as hashSizes } from '../cases/hashes.js';
import { GROUPS as workers } from '../cases/names.js';
import { GROUPS as scaling } from '../cases/scaling.js';
import { GROUPS as signatures } from '../cases/signatures.js';
import type { Figure } from '../rounds.js';
import { RELAXED_SIMD, SIMD } from '../subjects/cores.js';
import { dataPlots } from './data-plots.js';
import {
  DARK,
  LIGHT,
  bars,
  bySubject,
  colours,
  draw,
  lines,
  places,
  rateBars,
  stacks,
  type Plot,
  type Series,
  type Theme,
} from './drawing.js';
import type { Report } from './model.js';
import { times } from './numbers.js';

// Which plots a run is good for.

type Find = (group: string, name?: string) => readonly Figure[];

function throughputPlot(figures: readonly Figure[], where: string, name: string): Plot[] {
  if (figures.length === 0) return [];
  const caption = `1,024 entries of one author, tables warm, in ${where}: entries verified in a second, on one core. Longer is faster.`;
  return [bars(name, `Verifying entries, ${where}`, caption, rateBars(figures))];
}

function ratioPlot(report: Report): Plot[] {
  const rows = report.targets.filter(
    ({ against, measured }) => against === 'node:crypto' && SIMD in measured,
  );
  if (rows.length === 0) return [];
  const series = [SIMD, RELAXED_SIMD].map((subject) => ({
    name: subject,
    subject,
    values: rows.map(({ measured }) => measured[subject]),
  }));
  const inTheme = (theme: Theme): string => {
    const colour = colours(theme, [SIMD, RELAXED_SIMD]);
    return draw(
      54 * rows.length + 70,
      {
        legend: { bottom: 0, textStyle: { color: theme.text }, itemGap: 30, itemHeight: 10, itemWidth: 14 },
        grid: { left: 270, right: 60, top: 8, bottom: 36 },
        xAxis: { type: 'value', show: false },
        yAxis: {
          type: 'category',
          inverse: true,
          data: rows.map(({ work }) => work),
          axisLabel: { color: theme.text, fontSize: 13 },
          axisLine: { show: false },
          axisTick: { show: false },
        },
        series: series.map(({ name, subject, values }) => ({
          type: 'bar' as const,
          name,
          barWidth: 18,
          color: colour.get(subject)!,
          data: values.map((value) => ({
            value: value ?? '-',
            label: {
              show: value !== undefined,
              position: 'right' as const,
              formatter: `${times(value ?? 0)} ×`,
              color: theme.text,
            },
          })),
        })),
      },
      theme,
    );
  };
  const caption =
    'How many times as fast as node:crypto: medians of ratios that were taken round by round in one run.';
  return [
    { name: 'ratios', title: 'Against node:crypto', caption, light: inTheme(LIGHT), dark: inTheme(DARK) },
  ];
}

function lengthPlots(figures: readonly Figure[]): Plot[] {
  return ['bamboo', 'p2panda'].flatMap((profile) => {
    const some = figures.filter((figure) => figure.case.includes(`, ${profile}, `));
    if (some.length === 0) return [];
    const x = places(some, (name) => name.split(' ')[0]!);
    const at = (subject: string, tables: string): (number | undefined)[] =>
      x.map(
        (place) =>
          some.find(
            (figure) =>
              figure.subject === subject &&
              figure.case.startsWith(`${place} `) &&
              figure.case.endsWith(tables),
          )?.opsPerSecond,
      );
    const series = [...new Set(some.map(({ subject }) => subject))].flatMap((subject): Series[] =>
      subject in LIGHT.own
        ? [
            { name: `${subject}, warm`, subject, values: at(subject, 'warm') },
            { name: `${subject}, cold`, subject, dashed: true, values: at(subject, 'cold') },
          ]
        : [{ name: subject, subject, values: at(subject, 'warm') }],
    );
    const caption = `Whole logs of the profile ${profile}: entries with their payloads verified in a second. Cold: nothing is known of the author before.`;
    const title = `By length of the log, ${profile}`;
    return [
      lines(
        `length-${profile}`,
        title,
        caption,
        { name: 'entries', places: x },
        { name: 'entries/s', log: true },
        series,
      ),
    ];
  });
}

function authorsPlot(figures: readonly Figure[]): Plot[] {
  if (figures.length === 0) return [];
  const partOf = (name: string): string => name.split(' ')[0]!;
  const x = places(figures, partOf);
  const caption = '4,096 entries of more and more authors, cold: with fewer entries each, fewer tables pay.';
  return [
    lines(
      'authors',
      'By number of authors',
      caption,
      { name: 'authors', places: x },
      { name: 'entries/s' },
      bySubject(figures, x, partOf),
    ),
  ];
}

function payloadPlots(figures: readonly Figure[]): Plot[] {
  return ['bamboo', 'p2panda'].flatMap((profile) => {
    const some = figures.filter((figure) => figure.case.endsWith(profile));
    if (some.length === 0) return [];
    const partOf = (name: string): string => name.split(', ')[0]!;
    const x = places(some, partOf);
    const caption =
      profile === 'bamboo'
        ? 'Entries with larger and larger payloads, tables warm: BLAKE2b takes over, in which the native library is as fast.'
        : 'Entries with larger and larger payloads, tables warm. node:crypto has no BLAKE3: its BLAKE2b stands in.';
    return [
      lines(
        `payload-${profile}`,
        `By size of the payloads, ${profile}`,
        caption,
        { name: 'payload', places: x },
        { name: 'entries/s', log: true },
        bySubject(some, x, partOf),
      ),
    ];
  });
}

const SIZE_OF_UNIT: Readonly<Record<string, number>> = { B: 1, KiB: 1024, MiB: 2 ** 20 };

function hashPlots(figures: readonly Figure[]): Plot[] {
  return ['BLAKE3', 'BLAKE2b'].flatMap((algorithm) => {
    const some = figures.filter((figure) => figure.case.startsWith(`${algorithm} `));
    if (some.length === 0) return [];
    const partOf = (name: string): string => name.split(' of ')[1]!;
    const x = places(some, partOf);
    const bytesOf = (name: string): number => {
      const [count = '0', unit = 'B'] = partOf(name).split(' ');
      return Number(count) * SIZE_OF_UNIT[unit]!;
    };
    const rate = (figure: Figure): number => (figure.opsPerSecond * bytesOf(figure.case)) / 1e6;
    return [
      lines(
        `hash-${algorithm.toLowerCase()}`,
        `${algorithm} by size of the message`,
        'One message at a time, on one core.',
        { name: 'message', places: x },
        { name: 'MB/s', log: true },
        bySubject(some, x, partOf, rate),
      ),
    ];
  });
}

/** Stages are timed with those before them: what each adds is the difference, and where it is noise, nothing. */
function stagesPlot(figures: readonly Figure[]): Plot[] {
  const subjects = [...new Set(figures.map(({ subject }) => subject))];
  const rows = ['bamboo', 'p2panda'].flatMap((profile) => subjects.map((subject) => ({ profile, subject })));
  if (figures.length === 0) return [];
  const micros = (stage: string, { profile, subject }: { profile: string; subject: string }): number => {
    const found = figures.find(
      (figure) => figure.case === `${stage}, ${profile}` && figure.subject === subject,
    );
    return found ? 1e6 / found.opsPerSecond : 0;
  };
  const stages = ['hash entries', 'decode and hash entries', 'and signatures', 'and payloads', 'and links'];
  const names = ['hash of the entry', 'copy and decode', 'signature', 'hash of the payload', 'links'];
  const pieces = names.map((name, i) => ({
    name,
    values: rows.map((row) => {
      const before = i === 0 ? 0 : micros(stages[i - 1]!, row);
      return Math.max(0, Number((micros(stages[i]!, row) - before).toFixed(3)));
    }),
  }));
  const caption =
    'A log of 4,096 entries with payloads of 112 bytes, tables warm: what each stage adds, per entry.';
  return [
    stacks(
      'stages',
      'Where the time goes',
      caption,
      rows.map(({ profile, subject }) => `${profile}, ${subject}`),
      'µs per entry',
      pieces,
    ),
  ];
}

function workersPlot(find: Find): Plot[] {
  const figures = [...find(workers.pool), ...find(workers.disk)];
  if (figures.length === 0) return [];
  const caption =
    'Entries with payloads verified in a second: by the pool in memory, and a million entries of a thousand authors, shuffled, from disk.';
  return [bars('workers', 'Workers', caption, rateBars(figures))];
}

/** All plots that the figures are good for. */
export function plotsOf(report: Report): Plot[] {
  const findIn =
    (where: Figure['where']): Find =>
    (group, name) =>
      report.results.filter(
        (figure) =>
          figure.where === where && figure.group === group && (name === undefined || figure.case === name),
      );
  const find = findIn('node');
  const inChromium = findIn('chromium');
  const build = find(scaling.build, 'verifyEntries, p2panda');
  return [
    ...throughputPlot(find(signatures.warm), 'Node', 'throughput'),
    ...ratioPlot(report),
    ...throughputPlot(inChromium(signatures.warm), 'Chromium', 'throughput-chromium'),
    ...lengthPlots(find(scaling.length)),
    ...authorsPlot(find(scaling.authors)),
    ...(build.length === 0
      ? []
      : [
          bars(
            'builds',
            'By build',
            'A whole log of 4,096 entries with payloads, profile p2panda, tables warm.',
            rateBars(build),
          ),
        ]),
    ...stagesPlot(find(scaling.stages)),
    ...payloadPlots(find(scaling.payload)),
    ...hashPlots(find(hashSizes.sizes)),
    ...workersPlot(find),
    ...dataPlots(find),
  ];
}

export type { Plot };

/** Files of the plots: name and content. */
export function plotFiles(plots: readonly Plot[]): [string, string][] {
  return plots.flatMap(({ name, light, dark }): [string, string][] => [
    [`${name}.svg`, light],
    [`${name}-dark.svg`, dark],
  ]);
}
