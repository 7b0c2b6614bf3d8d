import { test } from 'vitest';
import { decodeAMillionEntries } from './decoding.js';

test(
  'a million inputs, most of them valid with one to three mutations, decode in bamboo as in the reference',
  { timeout: 600_000 },
  () => decodeAMillionEntries('bamboo'),
);
