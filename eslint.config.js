import tseslint from 'typescript-eslint';
import importX from 'eslint-plugin-import-x';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';

/** A zone says: files under `target` must not import from `from`, but for `except`. */
const zone = (target, from, message, except = []) => ({ target: `./src/${target}`, from, message, except });

// The arrows of the map: cli → conformance | verify | p2panda → bamboo → wasm.
const arrows = [
  zone('wasm', './src', 'the engine stands on nothing', ['./wasm']),
  zone('bamboo', './src', 'the data format stands on the engine alone', ['./bamboo', './wasm']),
  zone('verify', './src', 'logs stand on the data format', ['./verify', './bamboo']),
  zone('p2panda', './src', 'operations stand on the data format', ['./p2panda', './bamboo']),
  zone('reference', './src', 'the reference shares no code with anything', ['./reference']),
  zone('conformance/!(adapters)/**/*', './src', 'the suite knows vectors and adapters, never the verifier', [
    './conformance',
  ]),
  zone('conformance/*.ts', './src', 'the suite knows vectors and adapters, never the verifier', [
    './conformance',
  ]),
  zone('conformance/adapters', './src', 'an adapter sees what a user sees: the public entry points', [
    './conformance',
    './index.ts',
    './js.ts',
    './verify/index.ts',
    './reference/index.ts',
  ]),
  zone('js.ts', './src/wasm', 'sasako/js is for where WASM is refused'),
];

export default tseslint.config(
  { ignores: ['dist', 'report', 'assembly/**/*.ts', 'src/wasm/binary.ts'] },
  ...tseslint.configs.strictTypeChecked.map((c) => ({ ...c, files: ['**/*.ts'] })),
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones: arrows }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-confusing-void-expression': 'off',
    },
  },
);
