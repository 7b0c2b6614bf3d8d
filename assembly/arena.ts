// Room for tables: a first-fit allocator over the linear memory behind all that is static. It grows the memory
// by steps up to a limit, and never gives any back.
//
// Blocks lie one behind the other. Each begins with a header of 64 bytes (the rest keeps tables aligned): its
// size with the header (u32), and 1 where it is taken (u32).

const HEADER: usize = 64;
const TAKEN: usize = 4;
const STEP: usize = 1 << 20;
const PAGE: usize = 65536;

const START: usize = (__heap_base + 63) & ~63;
/** Behind the last block. */
let end: usize = START;
/** How far `end` may go. */
let limit: usize = START;
/** For so many bytes, with a header, there was no room last time, and nothing has been given back since. */
let refused: usize = usize.MAX_VALUE;

/** Sets how many bytes the tables may take with their headers. Wants an arena in which nothing is taken. */
export function limitArena(bytes: u32): void {
  end = START;
  limit = START + ((bytes as usize) & ~63);
  refused = usize.MAX_VALUE;
}

/** How many bytes the tables may take with their headers. */
export function arenaSize(): u32 {
  return (limit - START) as u32;
}

/** Grows linear memory up to `to`; false where the engine refuses. */
function reach(to: usize): bool {
  const have = (memory.size() as usize) * PAGE;
  if (to <= have) return true;
  const wanted = (to - have + STEP - 1) & ~(STEP - 1);
  return memory.grow((wanted / PAGE) as i32) != -1 || memory.grow(((to - have + PAGE - 1) / PAGE) as i32) != -1;
}

/** The address of `bytes` bytes, a multiple of 64; 0 where there is no room. */
export function allocate(bytes: u32): usize {
  const size = (((bytes as usize) + 63) & ~63) + HEADER;
  // Many authors that all want more than there is shall not look through all blocks each time.
  if (size >= refused) return 0;
  let block = START;
  while (block < end) {
    let length = load<u32>(block) as usize;
    if (load<u32>(block, TAKEN) == 0) {
      // Neighbours that are free have become one.
      while (block + length < end && load<u32>(block + length, TAKEN) == 0) length += load<u32>(block + length);
      if (block + length == end) {
        end = block;
        break;
      }
      if (length >= size) {
        if (length > size) {
          store<u32>(block + size, (length - size) as u32);
          store<u32>(block + size, 0, TAKEN);
          length = size;
        }
        store<u32>(block, length as u32);
        store<u32>(block, 1, TAKEN);
        return block + HEADER;
      }
      store<u32>(block, length as u32);
    }
    block += length;
  }
  if (limit - end < size || !reach(end + size)) {
    refused = size;
    return 0;
  }
  store<u32>(end, size as u32);
  store<u32>(end, 1, TAKEN);
  end += size;
  return end - size + HEADER;
}

/** Gives back what `allocate` gave. */
export function release(address: usize): void {
  store<u32>(address - HEADER, 0, TAKEN);
  refused = usize.MAX_VALUE;
}
