// The JSON Schema of bench.json (2020-12).

const number = { type: 'number' } as const;
const positive = { type: 'number', exclusiveMinimum: 0 } as const;
const text = { type: 'string', minLength: 1 } as const;
const object = <P extends object>(properties: P, optional: readonly string[] = []) => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  additionalProperties: false,
});
const record = (additionalProperties: object) => ({ type: 'object', additionalProperties });

export const SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'A run of the benchmark of sasako',
  ...object(
    {
      version: { const: 1 },
      date: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}' },
      command: text,
      revision: object({
        commit: { type: 'string', pattern: '^[0-9a-f]{40,64}$' },
        changed: { type: 'boolean' },
      }),
      environment: object(
        {
          cpu: text,
          cores: { type: 'integer', minimum: 1 },
          memory: positive,
          os: text,
          node: text,
          v8: text,
          openssl: text,
          chromium: text,
          versions: record(text),
          wasm: record(
            object({
              bytes: { type: 'integer', minimum: 1 },
              sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
            }),
          ),
        },
        ['chromium'],
      ),
      settings: object({
        quick: { type: 'boolean' },
        rounds: { type: 'integer', minimum: 1 },
        slice: positive,
        warmup: number,
      }),
      results: {
        type: 'array',
        items: object({
          where: { enum: ['node', 'chromium'] },
          group: text,
          case: text,
          subject: text,
          unit: text,
          opsPerSecond: positive,
          spread: { type: 'number', minimum: 0 },
          ratio: record(positive),
          ratioQuartiles: record({ type: 'array', items: positive, minItems: 2, maxItems: 2 }),
        }),
      },
      targets: {
        type: 'array',
        items: object({
          work: text,
          against: text,
          must: positive,
          aim: positive,
          measured: record(positive),
        }),
      },
      memory: object({ entries: { type: 'integer', minimum: 1 }, peak: positive, limit: positive }),
      stores: {
        type: 'array',
        items: object({ store: text, entries: { type: 'integer', minimum: 1 }, peak: positive }),
      },
      durations: {
        type: 'array',
        items: object(
          {
            work: text,
            subject: text,
            seconds: positive,
            worst: positive,
            count: { type: 'integer', minimum: 1 },
            growth: positive,
            limit: positive,
          },
          ['worst', 'count', 'growth'],
        ),
      },
    },
    ['revision', 'memory', 'stores', 'durations'],
  ),
} as const;
