/** The adapter `wasm`: `sasako` and `sasako/verify`, on the WASM core. */
import * as entries from '../../index.js';
import * as logs from '../../verify/index.js';
import { adapterOf } from './public-api.js';

export default adapterOf({ ...entries, ...logs }, 'sasako', 'TypeScript and AssemblyScript');
