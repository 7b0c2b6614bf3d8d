/**
 * The conformance suite as a library: load the vectors, say which implementations to test, run, and write the report.
 *
 * @packageDocumentation
 *
 * @example
 * ```ts
 * import { loadVectors, renderReport, resolveImplementation, runConformance } from 'sasako/conformance';
 *
 * const report = await runConformance({
 *   vectors: loadVectors(),
 *   implementations: [resolveImplementation('./my-adapter.mjs')],
 * });
 * process.stdout.write(renderReport(report, 'pretty'));
 * process.exitCode = report.exitStatus;
 * ```
 */
export { HarnessError } from './errors.js';
export { parseExpectedFailures, readExpectedFailures, type ExpectedFailures } from './expected.js';
export { resolveImplementation, SHIPPED_NAMES, type Implementation } from './implementations.js';
export { judge, type Difference, type Judgement, type Outcome } from './judge.js';
export {
  DEFAULT_TIMEOUT_S,
  MAX_LINE_BYTES,
  OPERATIONS,
  OUTPUT_FIELDS,
  PROFILES,
  PROTOCOL_VERSION,
  type Action,
  type AdapterModule,
  type Answer,
  type DataOperation,
  type DataProfile,
  type Declaration,
  type FieldTypeName,
  type ImplementationInfo,
  type JsonSchema,
  type JsonValue,
  type LogItem,
  type LogProfile,
  type NextArgs,
  type Operation,
  type OperationInputs,
  type OperationOutputs,
  type PlainField,
  type Profile,
  type ProfileOf,
  type Range,
  type StoredEntry,
  type TypedField,
} from './protocol.js';
export { badgeOf, renderBadge, type Badge } from './report/badge.js';
export { shellQuoted } from './report/command-line.js';
export { renderHtml } from './report/html.js';
export { FORMATS, renderReport, makeReportDirectory, writeReport, type Format } from './report/index.js';
export type {
  Counts,
  ImplementationReport,
  Report,
  Revision,
  StaleEntry,
  Standing,
  VectorResult,
} from './report/model.js';
export type { HtmlOptions } from './report/page/context.js';
export type { PrettyOptions } from './report/pretty.js';
export { runConformance, type RunOptions } from './run.js';
export { selectVectors, type Selection } from './select.js';
export { AdapterServer, checkAdapter, OperationFailure, RequestError } from './server.js';
export { serveAdapter } from './serve.js';
export type { Launch } from './session.js';
export { unknownName } from './suggest.js';
export { loadVectors, SHIPPED_VECTORS, type Expectation, type Vector } from './vectors.js';
export { suiteVersion } from './version.js';
