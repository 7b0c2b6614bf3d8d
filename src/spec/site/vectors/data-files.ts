import type { Report, Vector, VectorResult } from '../../../conformance/index.js';
import { jsonForScript } from '../../../html/html.js';
import type {
  Letter,
  ResultDetails,
  ResultsData,
  SubjectData,
  VectorData,
} from '../../browser/vectors/data.js';

/** A byte string of the input that is longer (hexadecimal digits) is cut. */
const LONGEST = 4096;
const SHOWN = 256;

/** The vectors of a subject, in their order. */
export function bySubject(vectors: readonly Vector[]): Map<string, Vector[]> {
  const subjects = new Map<string, Vector[]>();
  for (const vector of vectors)
    subjects.set(vector.subject, [...(subjects.get(vector.subject) ?? []), vector]);
  return subjects;
}

/** A value with its long byte strings cut. */
function cut(value: unknown): unknown {
  if (typeof value === 'string') return value.length > LONGEST ? `${value.slice(0, SHOWN)}…` : value;
  if (Array.isArray(value)) return value.map(cut);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, cut(inner)]));
}

function vectorData(
  { id, op, profile, requirements, notes, input, expect, comment }: Vector,
  places: Map<string, number>,
): VectorData {
  const shown = cut(input) as VectorData['input'];
  const isCut = JSON.stringify(shown) !== JSON.stringify(input);
  return {
    id,
    op,
    ...(profile && { profile }),
    requirements,
    notes: notes.map((note) => places.get(note)!),
    input: shown,
    expect: cut(expect) as VectorData['expect'],
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
): SubjectData {
  const notes = [...new Set(vectors.flatMap((vector) => vector.notes))];
  const places = new Map(notes.map((note, i) => [note, i]));
  return {
    subject,
    notes,
    vectors: vectors.map((vector) => vectorData(vector, places)),
    results: implementations.map(({ name, results }) => {
      const byId = new Map(results.map((result) => [result.vector, result]));
      return resultsData(
        name,
        vectors.map(({ id }) => byId.get(id)!),
      );
    }),
  };
}

/** The data of all subjects: classic scripts, since a page that is opened from the disk may fetch nothing. */
export function vectorDataFiles(
  vectors: readonly Vector[],
  report: Pick<Report, 'implementations'>,
): { name: string; content: string }[] {
  return [...bySubject(vectors)].map(([subject, own]) => ({
    name: `data/${subject}.js`,
    content: `sasakoVectors(${jsonForScript(subjectData(subject, own, report)).text});\n`,
  }));
}
