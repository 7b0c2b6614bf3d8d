import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Report } from './model.js';
import { SCHEMA } from './schema.js';

const validate = new Ajv2020({ allErrors: true }).compile<Report>(SCHEMA);

/** A file that isn't a report, with what is wrong and where. */
export class NotAReport extends Error {
  override name = 'NotAReport';
}

/** @throws {NotAReport} with the first place that is wrong */
export function checkReport(value: unknown, name: string): Report {
  if (validate(value)) return value;
  const [first] = validate.errors ?? [];
  const place = first?.instancePath === '' || !first ? 'the whole' : first.instancePath;
  throw new NotAReport(`${name} is not a report of this benchmark: ${place} ${first?.message ?? 'is wrong'}`);
}

/** @throws {NotAReport} where the file can't be read or holds something else */
export function readReport(file: string): Report {
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new NotAReport(`${file} can't be read: ${(cause as Error).message}`, { cause });
  }
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (cause) {
    throw new NotAReport(`${file} is not JSON: ${(cause as Error).message}`, { cause });
  }
  return checkReport(value, file);
}

/** Writes a file whole or not at all; its folder is made where it is missing. */
export function writeWhole(file: string, content: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.part`, content);
  renameSync(`${file}.part`, file);
}

export function writeReport(file: string, report: Report): void {
  writeWhole(file, `${JSON.stringify(checkReport(report, file), undefined, 1)}\n`);
}
