import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HarnessError, messageOf } from '../errors.js';
import { renderJunit } from './junit.js';
import type { Report } from './model.js';
import { renderPretty, type PrettyOptions } from './pretty.js';

/** The formats in which a report can be printed. */
export const FORMATS = ['pretty', 'json', 'junit'] as const;

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
  }
}

/** The files of a report's directory, by name. */
const FILES: Readonly<Record<string, (report: Report) => string>> = {
  'report.json': (report) => renderReport(report, 'json'),
  'junit.xml': (report) => renderReport(report, 'junit'),
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
 * @returns the paths.
 * @throws {HarnessError} where they can't be written.
 */
export function writeReport(report: Report, directory: string): string[] {
  makeReportDirectory(directory);
  try {
    return Object.entries(FILES).map(([name, render]) => {
      const path = join(directory, name);
      writeFileSync(path, render(report));
      return path;
    });
  } catch (error) {
    throw new HarnessError(`cannot write the report: ${messageOf(error)}`);
  }
}
