/** The adapter `wasm`: `sasako` and `sasako/verify`, on the WASM core. */
import * as entries from '../../index.js';
import * as logs from '../../verify/index.js';
import { suiteVersion } from '../version.js';
import { adapterOf } from './public-api.js';

export default adapterOf(
  { ...entries, ...logs },
  { name: 'sasako', version: suiteVersion(), language: 'TypeScript and AssemblyScript' },
);
