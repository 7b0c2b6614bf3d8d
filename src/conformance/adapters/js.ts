/** The adapter `js`: `sasako/js`, the same API in plain TypeScript. */
import * as api from '../../js.js';
import { suiteVersion } from '../version.js';
import { adapterOf } from './public-api.js';

export default adapterOf(api, { name: 'sasako/js', version: suiteVersion(), language: 'TypeScript' });
