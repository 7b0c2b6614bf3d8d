import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HarnessError, messageOf } from '../errors.js';
import { renderBadge } from './badge.js';
import { renderHtml } from './html.js';
import { renderJunit } from './junit.js';
import { renderMarkdown } from './markdown.js';
import type { Report } from './model.js';
import type { HtmlOptions } from './page/context.js';
import { renderPretty, type PrettyOptions } from './pretty.js';

/** The formats in which a report can be printed. */
export const FORMATS = ['pretty', 'json', 'junit', 'markdown'] as const;

/** See {@link FORMATS}. */
export type Format = (typeof FORMATS)[number];

/** A report as text. Width and colours concern `pretty` alone. */
export function renderReport(report: Report, format: Format, options: PrettyOptions = {}): string {
  switch (format) {
    case 'pretty':
      return renderPretty(report, options);
    case 'json':
      return `${JSON.stringify(report, null, 2)}\n`;
    case 'junit':
      return renderJunit(report);
    case 'markdown':
      return renderMarkdown(report);
  }
}

/** The files of a report's directory, by name. */
const FILES: Readonly<Record<string, (report: Report, options: HtmlOptions) => string>> = {
  'report.json': (report) => renderReport(report, 'json'),
  'junit.xml': (report) => renderReport(report, 'junit'),
  'report.html': renderHtml,
  'badge.svg': renderBadge,
};

/**
 * Makes the directory for a report, so that a name that can't be one is found before a run and not after.
 *
 * @throws {HarnessError} where it can't be made.
 */
export function makeReportDirectory(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true });
  } catch (error) {
    throw new HarnessError(`cannot write the report: ${messageOf(error)}`);
  }
}

/**
 * Writes a report's files into a directory, which is made where it doesn't exist.
 *
 * @param options what `report.html` shows beside the report itself: the vectors of the run above all.
 * @returns the paths.
 * @throws {HarnessError} where they can't be written.
 */
export function writeReport(report: Report, directory: string, options: HtmlOptions = {}): string[] {
  makeReportDirectory(directory);
  try {
    return Object.entries(FILES).map(([name, render]) => {
      const path = join(directory, name);
      writeFileSync(path, render(report, options));
      return path;
    });
  } catch (error) {
    throw new HarnessError(`cannot write the report: ${messageOf(error)}`);
  }
}
