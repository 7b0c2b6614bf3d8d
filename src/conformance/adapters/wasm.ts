/** The adapter `wasm`: `sasako`, `sasako/verify` and `sasako/p2panda`, on the WASM core. */
import * as entries from '../../index.js';
import * as data from '../../p2panda/index.js';
import * as logs from '../../verify/index.js';
import { suiteVersion } from '../version.js';
import { adapterOf } from './public-api.js';

export default adapterOf(
  { ...entries, ...logs, ...data },
  { name: 'sasako', version: suiteVersion(), language: 'TypeScript and AssemblyScript' },
);
