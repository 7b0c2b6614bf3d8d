/** The adapter `js`: `sasako/js`, the same API in plain TypeScript. */
import * as api from '../../js.js';
import { adapterOf } from './public-api.js';

export default adapterOf(api, 'sasako/js', 'TypeScript');
