/** Right answers to the vectors of `mini.json`, looked up, not computed: the base that faults are switched into. */
const ANSWERS = {
  'lipmaa 4': { verdict: 'accept', output: { lipmaa: '1' } },
  'lipmaa 13': { verdict: 'accept', output: { lipmaa: '4' } },
  'lipmaa 40': { verdict: 'accept', output: { lipmaa: '13' } },
  'varu64.decode f8f8': { verdict: 'accept', output: { value: '248', length: 2 } },
  'varu64.decode f800': { verdict: 'reject', reason: 'NON_CANONICAL_VARU64' },
  'entry.decode ': { verdict: 'reject', reason: 'EMPTY', message: 'there is nothing' },
};

export const declaration = {
  implementation: { name: 'mini', version: '1.0', language: 'JavaScript' },
  profiles: ['bamboo', 'p2panda'],
  operations: ['lipmaa', 'varu64.decode', 'entry.decode'],
};

/** The answer to a request of the adapter protocol. */
export function correct({ cmd, seq, op, input }) {
  if (cmd === 'start') return { protocol: 1, ...declaration };
  return { seq, ...ANSWERS[`${op} ${Object.values(input)[0]}`] };
}
