import { addLogEndings } from './log-endings.js';
import { addLogForks } from './log-forks.js';
import { addLargeLogs } from './log-large.js';
import { LOG_NOTES } from './log-notes.js';
import { addLogOutsiders } from './log-outsiders.js';
import { addWholeLogs } from './log-whole.js';
import { PROFILES, subject, type Subject } from './vector.js';

export function logSubject(): Subject {
  const description =
    'Sets of entries as logs: statuses, forks, ends, whatever arrives and in whatever order.';
  return subject('log', description, LOG_NOTES, (list) => {
    for (const profile of PROFILES) {
      addWholeLogs(list, profile);
      addLogOutsiders(list, profile);
      addLogForks(list, profile);
      addLogEndings(list, profile);
      addLargeLogs(list, profile);
    }
  });
}
