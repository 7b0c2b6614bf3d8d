/** Prints a log of 40 entries as JSON Lines: `spec/pictures/log-graph.svg` is drawn from it. */
import { grow, jsonLines } from './signed-log.js';

process.stdout.write(jsonLines(grow(40)));
