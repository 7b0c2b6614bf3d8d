/**
 * The arrows of the map: cli → conformance | verify | p2panda → bamboo → wasm.
 * A folder may import itself, and what stands in `to`; nothing else of src/.
 */
const arrow = (folder, to, comment, except = []) => ({
  name: `${folder}-imports`,
  comment,
  severity: 'error',
  from: { path: `^src/${folder}`, pathNot: except },
  to: { path: '^src/', pathNot: [`^src/${folder}`, ...to] },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    arrow('wasm/', [], 'the engine stands on nothing'),
    arrow('bamboo/', ['^src/wasm/'], 'the data format stands on the engine alone'),
    arrow('verify/', ['^src/bamboo/'], 'logs stand on the data format'),
    arrow('pool/', ['^src/(wasm|bamboo|verify)/'], 'the pool stands on what it spreads over workers'),
    arrow('p2panda/', ['^src/bamboo/'], 'operations stand on the data format'),
    arrow('files/', [], 'files hold whatever bytes'),
    arrow('html/', [], 'HTML is text'),
    arrow(
      'inspect/',
      ['^src/index\\.ts$', '^src/(verify|bamboo)/'],
      'looking into bytes stands on what decodes and verifies them',
    ),
    arrow(
      'graph/',
      ['^src/index\\.ts$', '^src/verify/index\\.ts$', '^src/inspect/hex\\.ts$'],
      'pictures of logs stand on what verifies them',
    ),
    arrow('reference/', [], 'the reference shares no code with anything'),
    arrow(
      'conformance/',
      // The last two name the fields of an entry in the report; they judge nothing.
      ['^src/html/', '^src/bamboo/layout\\.ts$', '^src/reference/lipmaa\\.ts$'],
      'the suite knows vectors and adapters, never the verifier',
      ['^src/conformance/adapters/'],
    ),
    arrow(
      'conformance/adapters/',
      [
        '^src/conformance/',
        '^src/index\\.ts$',
        '^src/js\\.ts$',
        '^src/(verify|p2panda|reference)/index\\.ts$',
      ],
      'an adapter sees what a user sees: the public entry points',
    ),
    arrow(
      'spec/',
      ['^src/reference/', '^src/(bamboo|p2panda)/(profile|reasons|requirements)\\.ts$'],
      'the spec knows no engine',
      ['^src/spec/(site|browser)/'],
    ),
    arrow(
      'spec/site/',
      [
        '^src/spec/[^/]+\\.ts$',
        // What a page reads from a script that the site writes has one shape.
        '^src/spec/browser/(vectors/data|site/search-entries|documents/layout)\\.ts$',
        '^src/(html|conformance|inspect|graph)/',
        '^src/(index|(verify|p2panda)/index)\\.ts$',
        '^src/bamboo/(counted|layout)\\.ts$',
      ],
      'the site shows the text, the vectors, a report, and pictures drawn by the same code as the command',
    ),
    arrow(
      'spec/browser/',
      [
        '^src/(html|inspect|graph)/',
        '^src/(index|(verify|p2panda)/index)\\.ts$',
        '^src/bamboo/counted\\.ts$',
        '^src/conformance/(judge|protocol|answers|vectors|adapters/(public-api|data-operations|encoding))\\.ts$',
      ],
      'what runs in a page stands on the public entry points, and imports no module of Node',
    ),
    {
      name: 'js-without-wasm',
      comment: 'sasako/js is for where WebAssembly is refused',
      severity: 'error',
      from: { path: '^src/js\\.ts$' },
      to: { path: '^src/wasm/', reachable: true },
    },
    {
      name: 'reference-on-noble',
      comment: 'the reference knows @noble and nothing else',
      severity: 'error',
      from: { path: '^src/reference/' },
      to: { pathNot: ['^src/reference/', '^node_modules/@noble/'] },
    },
    {
      name: 'verifier-on-noble',
      comment: 'who imports the verifier pulls in @noble and nothing else',
      severity: 'error',
      from: {
        path: '^src/(wasm|bamboo|verify|p2panda|index\\.ts|js\\.ts)',
        pathNot: '^src/verify/(proof|bundle)[^/]*\\.ts$',
      },
      to: { path: ['^node_modules/', '^node:'], pathNot: '^node_modules/@noble/' },
    },
    {
      name: 'proofs-and-bundles-on-cborg',
      comment:
        'proofs and bundles are CBOR, and cborg writes and reads it; nothing of Node, as in all of the verifier',
      severity: 'error',
      from: { path: '^src/verify/(proof|bundle)[^/]*\\.ts$' },
      to: { path: ['^node_modules/', '^node:'], pathNot: '^node_modules/cborg/' },
    },
    {
      name: 'pool-without-packages',
      comment: 'the pool imports modules of Node where it runs there, and no package',
      severity: 'error',
      from: { path: '^src/pool/' },
      to: { path: '^node_modules/' },
    },
    {
      name: 'src-alone',
      comment: 'what ships imports nothing of the tests, the generators and the benchmark',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|vectors|bench)/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
    },
  },
};
