import { isDeepStrictEqual } from 'node:util';
import { html, type Html } from '../../../html/html.js';
import type { Vector } from '../../vectors.js';
import { safe } from '../layout.js';
import type { VectorResult } from '../model.js';
import { differingBytes, spansInWords } from './differing-bytes.js';
import { isBytes, namedValues, valueHtml, type Showing } from './value.js';

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function both(expected: Html, received: Html, note?: string): Html {
  return html`<dl class="pair">
      <dt>expected</dt>
      <dd>${expected}</dd>
      <dt>received</dt>
      <dd>${received}</dd>
    </dl>
    ${note !== undefined && html`<p><small>${note}</small></p>`}`;
}

/** Two values that differ: bytes with those marked that do, and named in words. */
function difference(name: string, expected: unknown, received: unknown, showing: Showing): Html {
  if (!isBytes(name, expected) || !isBytes(name, received)) {
    return both(valueHtml(name, expected, showing), valueHtml(name, received, showing));
  }
  const [inExpected, inReceived] = differingBytes(expected, received);
  const lengths =
    expected.length === received.length
      ? ''
      : `; ${expected.length / 2} bytes expected, ${received.length / 2} received`;
  const marked = inReceived.length > 0 ? inReceived : inExpected;
  return both(
    valueHtml(name, expected, { ...showing, marks: inExpected }),
    valueHtml(name, received, { ...showing, marks: inReceived }),
    `${inReceived.length > 0 ? 'differs at' : 'lacks'} ${spansInWords(marked)}${lengths}`,
  );
}

/** Where the answer differs, as it was judged: values shortened to the neighbourhood of the first difference. */
export function differencesHtml(differences: VectorResult['differences']): Html | undefined {
  if (differences.length === 0) return undefined;
  return namedValues(
    differences.map(({ field, expected, actual }) => ({
      name: field,
      differs: true,
      value: both(html`<code>${safe(expected)}</code>`, html`<code>${safe(actual)}</code>`),
    })),
  );
}

/** The fields of an output. */
export function fieldsHtml(output: unknown, showing: Showing): Html {
  return isFields(output)
    ? namedValues(
        Object.entries(output).map(([name, value]) => ({ name, value: valueHtml(name, value, showing) })),
      )
    : valueHtml('', output, showing);
}

/** Whether a place is `outer` or lies in it. */
function isWithin(field: string, outer: string): boolean {
  return field.startsWith(outer) && /^(?:[.[]|$)/.test(field.slice(outer.length));
}

/** An expected output and what came instead, field by field. */
export function comparisonHtml(vector: Vector, expected: Fields, result: VectorResult): Html {
  const { op } = vector;
  const received = isFields(result.output) ? result.output : {};
  const showing: Showing = { op, profile: result.profile };
  const names = [...new Set([...Object.keys(expected), ...Object.keys(received)])];
  return namedValues(
    names.map((name) => {
      const [want, got] = [expected[name], received[name]];
      if (!Object.hasOwn(received, name)) {
        const note = result.unchecked.includes(`output.${name}`) ? 'not exposed, not compared' : 'missing';
        const differs = note === 'missing';
        return { name, differs, value: html`${valueHtml(name, want, showing)} <i>${note}</i>` };
      }
      if (!Object.hasOwn(expected, name)) {
        return {
          name,
          differs: true,
          value: html`${valueHtml(name, got, showing)} <i>there is no such field</i>`,
        };
      }
      const places = result.differences.filter(({ field }) => isWithin(field, `output.${name}`));
      if (places.length === 0 && isDeepStrictEqual(want, got)) {
        return { name, value: html`${valueHtml(name, want, { op })} <i>as expected</i>` };
      }
      return {
        name,
        differs: places.length > 0,
        value:
          typeof want === 'object' && want !== null
            ? html`${differencesHtml(places)}${both(valueHtml(name, want, showing), valueHtml(name, got, showing))}`
            : difference(name, want, got, showing),
      };
    }),
  );
}
