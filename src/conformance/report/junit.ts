import { create } from 'xmlbuilder2';
import type { ImplementationReport, Report, VectorResult } from './model.js';

/**
 * The report as JUnit XML: a suite an implementation, a case a vector. Failing as expected counts as skipped, an
 * implementation that could not be tested has a case of its own with an error.
 */
export function renderJunit(report: Report): string {
  const root = create({ version: '1.0', encoding: 'UTF-8' }).ele('testsuites', { name: 'sasako' });
  for (const implementation of report.implementations) {
    const { counts, results, stale, error } = implementation;
    const suite = root.ele('testsuite', {
      name: xmlText(implementation.name),
      tests: results.length + stale.length + (error === undefined ? 0 : 1),
      failures: counts.failed + stale.length,
      errors: error === undefined ? 0 : 1,
      skipped: counts.expected + counts['not-applicable'] + counts['not-run'],
      time: seconds(results.reduce((sum, { milliseconds }) => sum + milliseconds, 0)),
      timestamp: report.environment.startedAt,
    });
    for (const result of results) addCase(suite, implementation, result);
    for (const { vector, problem } of stale) {
      const message = `listed as an expected failure, and ${problem}`;
      suite
        .ele('testcase', {
          classname: className(implementation, 'expected failures'),
          name: xmlText(vector),
          time: 0,
        })
        .ele('failure', { message: xmlText(message), type: 'stale' });
    }
    if (error !== undefined) {
      suite
        .ele('testcase', { classname: className(implementation, 'start'), name: 'can be tested', time: 0 })
        .ele('error', { message: xmlText(error), type: 'harness' });
    }
  }
  return `${root.end({ prettyPrint: true })}\n`;
}

type Element = ReturnType<ReturnType<typeof create>['ele']>;

function addCase(suite: Element, implementation: ImplementationReport, result: VectorResult): void {
  const testcase = suite.ele('testcase', {
    classname: className(implementation, result.subject),
    name: result.vector,
    time: seconds(result.milliseconds),
  });
  const { standing, outcome, expectedBecause, actual = '' } = result;
  if (standing === 'failed') {
    const message = `expected ${result.expected}, came back ${actual}`;
    testcase.ele('failure', { message: xmlText(message), type: outcome }).txt(xmlText(details(result)));
  } else if (standing === 'expected') {
    testcase.ele('skipped', { message: xmlText(`fails as expected: ${expectedBecause ?? ''}`) });
  } else if (standing === 'not-applicable' || standing === 'not-run') {
    testcase.ele('skipped', { message: standing === 'not-run' ? 'not run' : 'not applicable' });
  } else if (standing === 'marked') {
    testcase
      .ele('system-out')
      .txt(xmlText(`rejected for another reason: expected ${result.expected}, came back ${actual}`));
  }
  if (result.stderr !== undefined) testcase.ele('system-err').txt(xmlText(result.stderr));
}

function details(result: VectorResult): string {
  return [
    `requirements: ${result.requirements.join(', ')}`,
    ...result.differences.map(
      ({ field, expected, actual }) => `${field}: expected ${expected}, got ${actual}`,
    ),
    ...(result.message === undefined ? [] : [`message: ${result.message}`]),
    ...result.notes,
  ].join('\n');
}

const className = ({ name }: ImplementationReport, group: string): string => xmlText(`${name}.${group}`);

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(6);

/** XML 1.0 has no way to write most control characters, nor half of a surrogate pair: they become visible. */
export function xmlText(text: string): string {
  // With the u flag, a whole pair is one character and no surrogate.
  const whole = text.replace(/[\ud800-\udfff]/gu, '\ufffd');
  return whole.replace(
    /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
