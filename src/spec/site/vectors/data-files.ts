import type { Report, Vector, VectorResult } from '../../../conformance/index.js';
import { jsonForScript } from '../../../html/html.js';
import {
  cutHex,
  type Letter,
  type ResultDetails,
  type ResultsData,
  type SubjectData,
  type VectorData,
} from '../../browser/vectors/data.js';
import { pack } from './pack.js';
import {
  requirementSentences,
  requirementsOfReasons,
  subjectFile,
  type RequirementSentence,
} from './sources.js';

/** A longer byte string (hexadecimal digits) is cut: no more than 2 KB of one are carried along. */
const LONGEST = 4096;
/** Bytes of it that are shown. */
const SHOWN = 128;

/** The vectors of each subject, in their order. */
export function bySubject(vectors: readonly Vector[]): Map<string, Vector[]> {
  const subjects = new Map<string, Vector[]>();
  for (const vector of vectors) {
    const own = subjects.get(vector.subject);
    if (own) own.push(vector);
    else subjects.set(vector.subject, [vector]);
  }
  return subjects;
}

/** A value with its long byte strings cut. */
function cut(value: unknown): unknown {
  if (typeof value === 'string') return value.length > LONGEST ? cutHex(value, SHOWN) : value;
  if (Array.isArray(value)) return value.map(cut);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, cut(inner)]));
}

function vectorData(
  { id, op, profile, requirements, notes, input, expect, comment }: Vector,
  flags: ReadonlyMap<string, string>,
): VectorData {
  const shown = cut({ input, expect }) as Pick<VectorData, 'input' | 'expect'>;
  const isCut = JSON.stringify(shown) !== JSON.stringify({ input, expect });
  return {
    id,
    op,
    ...(profile && { profile }),
    requirements,
    flags: notes.map((note) => flags.get(note)!),
    ...shown,
    ...(comment !== undefined && { comment }),
    ...(isCut && { isCut }),
  };
}

function letterOf({ standing, outcome }: VectorResult): Letter {
  switch (standing) {
    case 'passed':
      return outcome === 'pass' ? 'p' : 'u';
    case 'marked':
      return 'm';
    case 'failed':
      return 'f';
    case 'expected':
      return 'e';
    case 'not-applicable':
    case 'not-run':
      return 'n';
  }
}

function detailsOf(result: VectorResult): ResultDetails | undefined {
  const { standing, outcome, expected, actual, differences, expectedBecause, message, unchecked } = result;
  if (standing === 'not-applicable' || outcome === 'pass') return undefined;
  return {
    ...(standing === 'passed' ? {} : { expected, ...(actual !== undefined && { actual }) }),
    ...(differences.length > 0 && { differences }),
    ...(expectedBecause !== undefined && { because: expectedBecause }),
    ...(message !== undefined && standing !== 'passed' && { message }),
    ...(unchecked.length > 0 && { unchecked }),
  };
}

function resultsData(implementation: string, results: readonly VectorResult[]): ResultsData {
  const details = results.flatMap((result, i) => {
    const known = detailsOf(result);
    return known ? [[String(i), known] as const] : [];
  });
  return { implementation, letters: results.map(letterOf).join(''), details: Object.fromEntries(details) };
}

/** What a subject's page knows. */
export function subjectData(
  subject: string,
  vectors: readonly Vector[],
  { implementations }: Pick<Report, 'implementations'>,
  sentences: ReadonlyMap<string, string>,
): SubjectData {
  const { notes } = subjectFile(subject);
  const flags = new Map(Object.entries(notes).map(([flag, note]) => [note, flag]));
  const tested = new Set(vectors.flatMap(({ requirements }) => requirements));
  return {
    subject,
    flags: Object.entries(notes).map(([name, note]) => ({ name, note })),
    requirements: Object.fromEntries([...tested].sort().map((id) => [id, sentences.get(id) ?? ''])),
    reasons: Object.fromEntries(requirementsOfReasons()),
    vectors: vectors.map((vector) => vectorData(vector, flags)),
    results: implementations.map(({ name, results }) => {
      const byId = new Map(results.map((result) => [result.vector, result]));
      return resultsData(
        name,
        vectors.map(({ id }) => byId.get(id)!),
      );
    }),
  };
}

/**
 * The data of all subjects: classic scripts, since a page that is opened from the disk may fetch nothing.
 *
 * @param report of a run of these vectors
 * @param requirements by default those of `spec/requirements.json`
 */
export function vectorDataFiles(
  vectors: readonly Vector[],
  report: Pick<Report, 'implementations'>,
  requirements: readonly RequirementSentence[] = requirementSentences(),
): { name: string; content: string }[] {
  const sentences = new Map(requirements.map(({ id, text }) => [id, text]));
  return [...bySubject(vectors)].map(([subject, own]) => {
    const packed = pack(subjectData(subject, own, report, sentences));
    return { name: `data/${subject}.js`, content: `sasakoVectors(${jsonForScript(packed).text});\n` };
  });
}
