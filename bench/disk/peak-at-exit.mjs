// Loaded before a command (node --import): writes the most memory that it had to the file that PEAK_FILE names.
import { writeFileSync } from 'node:fs';
import { peak } from './peak.mjs';

process.on('exit', () => writeFileSync(process.env.PEAK_FILE, String(peak())));
