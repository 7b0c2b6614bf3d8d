// Verifying signatures with the verdicts of ed25519-dalek 1.0, cofactorless, each exactly as if it were alone:
// one at a time, or all of a run, grouped by author.

import * as authors from './authors';
import { countUses, findAuthor, placeTable, touch } from './authors';
import { countBaseUses } from './base';
import { addToBatch, batchCount, evaluateBatch, verifyByTable } from './comb';
import { SINGLE, join, mul, setSmall, split } from './field';
import { BATCH, SIGNATURES_SCRATCH, TASKS, TASK_AUTHORS } from './memory';
import { T, X, Y, Z, decodePoints, isSmallOrder, negatePoints } from './point';
import {
  ACCEPTED,
  INVALID_AUTHOR,
  SIGNATURE_INVALID,
  SIGNATURE_NOT_CANONICAL,
  SMALL_ORDER_AUTHOR,
} from './reasons';
import { windowCount } from './recode';
import { isCanonicalScalar, scalarReduce } from './scalar';
import { sha512Final, sha512Init, sha512Update } from './sha512';
import { decodeRs, keepR, verifySingly } from './single';
import { buildTables, spacingOf, tableMultiples, tableSize, widthOf } from './table';

const POINT: usize = SIGNATURES_SCRATCH; // extended
const DIGEST: usize = SIGNATURES_SCRATCH + 320; // 64 bytes
const CHALLENGE: usize = SIGNATURES_SCRATCH + 384; // 32 bytes

// ---- Authors --------------------------------------------------------------------------------------------

/** Decompresses the keys of two authors, or twice that of one. */
export function decodeAuthors(author0: usize, author1: usize): void {
  const found = decodePoints(POINT, author0 + authors.KEY, author1 + authors.KEY);
  negatePoints(POINT, POINT);
  keepPoint(author0, (found & 1) != 0, 0);
  keepPoint(author1, (found & 2) != 0, 1);
}

/** Decompresses the key of an author and the R of a signature, side by side. */
export function decodeAuthorAndR(author: usize, r: usize): void {
  const found = decodePoints(POINT, author + authors.KEY, r);
  keepR(0, r, POINT, 1, found);
  negatePoints(POINT, POINT);
  keepPoint(author, (found & 1) != 0, 0);
}

function keepPoint(author: usize, found: bool, lane: usize): void {
  store<u8>(author, found ? authors.DECODED : authors.NO_POINT, authors.STATE);
  split(author + authors.POINT, POINT + X, lane);
  split(author + authors.POINT + SINGLE, POINT + Y, lane);
}

/** Whether the author's 32 bytes are a point. */
export function isAuthor(author: usize): bool {
  if (load<u8>(author, authors.STATE) == authors.UNKNOWN) decodeAuthors(author, author);
  return load<u8>(author, authors.STATE) == authors.DECODED;
}

/** out = -A of two authors, extended. */
function loadPoints(out: usize, author0: usize, author1: usize): void {
  join(out + X, author0 + authors.POINT, author1 + authors.POINT);
  join(out + Y, author0 + authors.POINT + SINGLE, author1 + authors.POINT + SINGLE);
  setSmall(out + Z, 1);
  mul(out + T, out + X, out + Y);
}

/** Whether the author is one of the eight points of small order. */
export function isSmallOrderAuthor(author: usize): bool {
  if (load<u8>(author, authors.SMALL_ORDER) == 0) {
    loadPoints(POINT, author, author);
    store<u8>(author, isSmallOrder(POINT, 0) ? 2 : 1, authors.SMALL_ORDER);
  }
  return load<u8>(author, authors.SMALL_ORDER) == 2;
}

// ---- Tables ---------------------------------------------------------------------------------------------

/** Shapes that are ever built: width | spacing << 8. Each has its range of signatures where it is the cheapest. */
// prettier-ignore
const SHAPES: usize = memory.data<u16>([
  0x404, 0x204, 0x205, 0x206, 0x106, 0x107, 0x108, 0x109, 0x10a, 0x10b, 0x10c,
]);
const SHAPE_COUNT: usize = 11;

/**
 * What one signature costs without a table, but for B's share: in multiplications of a single field element, as all
 * costs here. Measured, rounded.
 */
const SINGLE_COST: u64 = 1850;

function buildCost(shape: u32): u64 {
  // Two multiples in 19 multiplications, with the additions and copies around them; doublings; inversions.
  return 12 * (tableMultiples(shape) as u64) + 2000;
}

function useCost(shape: u32): u64 {
  const doublings = (spacingOf(shape) - 1) * widthOf(shape);
  return (7 * windowCount(widthOf(shape)) + 8 * doublings) as u64;
}

/** The shape of the author's table, or 0 where it has none. */
function presentShape(author: usize): u32 {
  return load<u32>(author, authors.TABLE) != 0 ? load<u32>(author, authors.SHAPE) : 0;
}

/** The cheapest shape for `expected` signatures where a table of the shape `present` (0 for none) stands already. */
function cheapestShape(present: u32, expected: u64): u32 {
  let best = present;
  let cheapest = expected * (present != 0 ? useCost(present) : SINGLE_COST);
  for (let i: usize = 0; i < SHAPE_COUNT; i++) {
    const shape = load<u16>(SHAPES + 2 * i) as u32;
    const cost = buildCost(shape) + expected * useCost(shape);
    if (cost < cheapest) {
      cheapest = cost;
      best = shape;
    }
  }
  return best;
}

/** An author that waits for a partner whose table has the same shape. */
let waiting: usize = 0;

function buildWaiting(partner: usize): void {
  const table0 = load<u32>(waiting, authors.TABLE) as usize;
  loadPoints(POINT, waiting, partner != 0 ? partner : waiting);
  const table1: usize = partner != 0 ? (load<u32>(partner, authors.TABLE) as usize) : 0;
  buildTables(load<u32>(waiting, authors.SHAPE), POINT, table0, table1);
  waiting = 0;
}

/** Finds room for a table of the shape, or of a smaller one that still pays; the shape, or 0 where there is none. */
function placeShape(author: usize, present: u32, signatures: u32, wanted: u32): u32 {
  const size = tableSize(wanted);
  if (placeTable(author, size, false) != 0) return wanted;
  // What pays with these signatures alone may have the room of those that wait the longest.
  const now = cheapestShape(present, signatures);
  if (now != present && placeTable(author, tableSize(now), true) != 0) return now;
  for (let smaller = nextSmaller(wanted); smaller != 0; smaller = nextSmaller(smaller)) {
    if (present != 0 && useCost(smaller) >= useCost(present)) return 0;
    if (placeTable(author, tableSize(smaller), false) != 0) return smaller;
  }
  return 0;
}

/**
 * Gives the author the table that pays for `signatures` more; it stands after `finishTables` at the latest. What is
 * to come is taken to be as much as has been: so a table is widened at the latest when twice what it was built for
 * has been verified, and building never costs much more than it has saved.
 */
function provideTable(author: usize, signatures: u32): void {
  const present = presentShape(author);
  const wanted = cheapestShape(present, (signatures as u64) + load<u32>(author, authors.USES));
  if (wanted == present) return;
  const shape = placeShape(author, present, signatures, wanted);
  if (shape == 0) return;
  store<u32>(author, shape, authors.SHAPE);
  if (waiting == 0) {
    waiting = author;
  } else if (load<u32>(waiting, authors.SHAPE) == shape) {
    buildWaiting(author);
  } else {
    buildWaiting(0);
    waiting = author;
  }
}

function nextSmaller(shape: u32): u32 {
  for (let i: usize = SHAPE_COUNT - 1; i > 0; i--) {
    if (load<u16>(SHAPES + 2 * i) as u32 == shape) return load<u16>(SHAPES + 2 * i - 2);
  }
  return 0;
}

function finishTables(): void {
  if (waiting != 0) buildWaiting(0);
}

// ---- One signature --------------------------------------------------------------------------------------

/**
 * Begins to verify: checks what can be said without the message, in the order of the specification, and returns
 * a reason code. Where that is ACCEPTED the message follows, through sha512Update, and then `verifyFinish`.
 */
export function verifyStart(publicKey: usize, signature: usize, strictKeys: bool): u32 {
  const author = findAuthor(publicKey);
  if (load<u8>(author, authors.STATE) == authors.UNKNOWN) decodeAuthorAndR(author, signature);
  if (!isAuthor(author)) return INVALID_AUTHOR;
  if (strictKeys && isSmallOrderAuthor(author)) return SMALL_ORDER_AUTHOR;
  if (!isCanonicalScalar(signature + 32)) return SIGNATURE_NOT_CANONICAL;
  startChallenge(publicKey, signature);
  return ACCEPTED;
}

function startChallenge(publicKey: usize, signature: usize): void {
  sha512Init();
  sha512Update(signature, 32);
  sha512Update(publicKey, 32);
}

function finishChallenge(out: usize): void {
  sha512Final(DIGEST);
  scalarReduce(out, DIGEST);
}

/** Ends verifying with the public key that `verifyStart` had: [S]B - [h]A, encoded, is R byte by byte, or not. */
export function verifyFinish(publicKey: usize, signature: usize): u32 {
  finishChallenge(CHALLENGE);
  countBaseUses(1);
  return verifyAlone(findAuthor(publicKey), CHALLENGE, signature) ? ACCEPTED : SIGNATURE_INVALID;
}

function verifyAlone(author: usize, h: usize, signature: usize): bool {
  provideTable(author, 1);
  finishTables();
  countUses(author, 1);
  const table = load<u32>(author, authors.TABLE);
  if (table != 0) return verifyByTable(load<u32>(author, authors.SHAPE), table, h, signature + 32, signature);
  return verifySingly(author + authors.POINT, h, signature + 32, signature);
}

// ---- All of a run ---------------------------------------------------------------------------------------

// A task: offsets in bytes.
const VALID = 0; // u32: 1 where the signature is valid
const SIGNATURE = 4; // u32: address
const RESULT = 8; // u32: the address of the u8 that gets the reason
const NEXT = 12; // u16: the author's next task
const H = 16; // 32 bytes
const TASK: usize = 48;
const NO_TASK: u32 = 0xffff;

let tasks: u32 = 0;
let groups: u32 = 0;

function taskAt(index: u32): usize {
  return TASKS + TASK * (index as usize);
}

/**
 * Takes a signature over `length` bytes at `message` by an author that is a point, for `verifyTasks`; the reason
 * goes to the byte at `result`, at once where S is not canonical. Wants no more than RUN_MAX_ENTRIES.
 */
export function addTask(author: usize, message: usize, length: u32, signature: usize, result: usize): void {
  if (!isCanonicalScalar(signature + 32)) {
    store<u8>(result, SIGNATURE_NOT_CANONICAL as u8);
    return;
  }
  const task = taskAt(tasks);
  startChallenge(author + authors.KEY, signature);
  sha512Update(message, length);
  finishChallenge(task + H);
  store<u32>(task, signature as u32, SIGNATURE);
  store<u32>(task, result as u32, RESULT);
  const known = load<u16>(author, authors.COUNT) as u32;
  store<u16>(task, (known == 0 ? NO_TASK : (load<u16>(author, authors.FIRST) as u32)) as u16, NEXT);
  store<u16>(author, tasks as u16, authors.FIRST);
  store<u16>(author, (known + 1) as u16, authors.COUNT);
  if (known == 0) store<u32>(TASK_AUTHORS + 4 * (groups++ as usize), author as u32);
  tasks++;
}

function groupAt(index: u32): usize {
  return load<u32>(TASK_AUTHORS + 4 * (index as usize));
}

/**
 * Verifies all that was taken, and writes the reasons: ACCEPTED or SIGNATURE_INVALID. `more` signatures of the same
 * call are to come: where one author has all of these, so has it those, for all that is known.
 */
export function verifyTasks(more: u32): void {
  countBaseUses(tasks);
  // A table that waits to be filled must not go meanwhile, nor one that is about to be used.
  for (let i: u32 = 0; i < groups; i++) touch(groupAt(i));
  for (let i: u32 = 0; i < groups; i++) {
    provideTable(groupAt(i), load<u16>(groupAt(i), authors.COUNT) as u32 + (groups == 1 ? more : 0));
  }
  finishTables();
  for (let i: u32 = 0; i < groups; i++) countUses(groupAt(i), load<u16>(groupAt(i), authors.COUNT));
  for (let i: u32 = 0; i < groups; i++) {
    if (load<u32>(groupAt(i), authors.TABLE) == 0) verifyGroupSingly(groupAt(i));
  }
  verifyWaiting();
  if (tasks == 1 && load<u32>(groupAt(0), authors.TABLE) != 0) {
    verifyTaskByTable(taskAt(0), groupAt(0));
  } else {
    for (let i: usize = 0; i < SHAPE_COUNT; i++) verifyGroups(load<u16>(SHAPES + 2 * i));
  }
  for (let i: u32 = 0; i < tasks; i++) {
    const reason = load<u32>(taskAt(i), VALID) != 0 ? ACCEPTED : SIGNATURE_INVALID;
    store<u8>(load<u32>(taskAt(i), RESULT), reason as u8);
  }
  for (let i: u32 = 0; i < groups; i++) store<u16>(groupAt(i), 0, authors.COUNT);
  tasks = 0;
  groups = 0;
}

/** A task of an author without a table that waits for another one, since two R are decompressed side by side. */
let waitingTask: usize = 0;
let waitingTaskAuthor: usize = 0;

/** Verifies the tasks of an author without a table; the last may be left waiting. */
function verifyGroupSingly(author: usize): void {
  for (let index = load<u16>(author, authors.FIRST) as u32; index != NO_TASK; ) {
    const task = taskAt(index);
    if (waitingTask == 0) {
      waitingTask = task;
      waitingTaskAuthor = author;
    } else {
      decodeRs(load<u32>(waitingTask, SIGNATURE), load<u32>(task, SIGNATURE));
      verifyWaiting();
      verifyTaskSingly(task, author);
    }
    index = load<u16>(task, NEXT);
  }
}

function verifyWaiting(): void {
  if (waitingTask != 0) verifyTaskSingly(waitingTask, waitingTaskAuthor);
  waitingTask = 0;
}

function verifyTaskSingly(task: usize, author: usize): void {
  const signature = load<u32>(task, SIGNATURE) as usize;
  const valid = verifySingly(author + authors.POINT, task + H, signature + 32, signature);
  store<u32>(task, u32(valid), VALID);
}

/** Verifies the only task, by the author's table. */
function verifyTaskByTable(task: usize, author: usize): void {
  const signature = load<u32>(task, SIGNATURE) as usize;
  const table = load<u32>(author, authors.TABLE);
  const valid = verifyByTable(load<u32>(author, authors.SHAPE), table, task + H, signature + 32, signature);
  store<u32>(task, u32(valid), VALID);
}

/** Verifies the tasks of all authors whose tables have a shape, in batches. */
function verifyGroups(shape: u32): void {
  for (let i: u32 = 0; i < groups; i++) {
    const author = groupAt(i);
    const table = load<u32>(author, authors.TABLE);
    if (table == 0 || load<u32>(author, authors.SHAPE) != shape) continue;
    for (let index = load<u16>(author, authors.FIRST) as u32; index != NO_TASK; ) {
      const task = taskAt(index);
      addToBatch(shape, task, table, task + H, load<u32>(task, SIGNATURE) + 32);
      if (batchCount() == (BATCH as u32)) evaluateBatch(shape);
      index = load<u16>(task, NEXT);
    }
  }
  evaluateBatch(shape);
}
