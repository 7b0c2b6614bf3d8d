import { accept, type Vector, type VectorList } from './vector.js';

// Many implementations verify on another path than they decode on, in bulk for example. So most entries of the subject
// entry-decode are asked for again: what doesn't decode doesn't verify, for the same reason, and what decodes does.

/** Cut-off entries are many and alike: some near the end are enough. */
function worthAskingAgain({ id, expect }: Vector): boolean {
  const cut = /-cut-to-(\d+)$/.exec(id);
  if (cut) return /-both-links-/.test(id) && Number(cut[1]) % 48 === 4;
  if (/-trailing-(crafted|1000|entry|newline)/.test(id)) return /-trailing-crafted-(1|32)-at-[12]$/.test(id);
  if (/-tag-/.test(id)) return /-tag-(02|ff)-at-1$/.test(id);
  if (/-in-\d-bytes$/.test(id)) return /-4-in-(1|2|4|8)-bytes$|-255-in-2-bytes$/.test(id);
  if (/-(type|length)-[0-9a-f]{2}$/.test(id)) return /-(type-01|length-00)$/.test(id);
  if (/-author-y-/.test(id)) return /-author-y-(2|p-plus-2)(-signed)?$/.test(id);
  if (/-(log-id|payload-size)-\d+$/.test(id)) return /-(248|9007199254740993|18446744073709551615)$/.test(id);
  if (/-seqnum-\d+$/.test(id)) return /-(248|9007199254740993|9223372036854775809)$/.test(id);
  if (/-(header-swapped|in-two-bytes|one-byte-long|without-digest)$|-missing-.*-at-(5|13|40)$/.test(id))
    return false;
  if (/-with-empty-payload$|-message-|-digests-of-|-end-of-log-|-first-of-/.test(id)) return false;
  return expect.verdict === 'reject' || /-links-|-largest/.test(id);
}

/** Adds the twins of vectors for `entry.decode`, with nothing at hand but the entry. */
export function addTwins(list: VectorList, decoding: readonly Vector[]): void {
  for (const vector of decoding.filter(worthAskingAgain)) {
    const { id, requirements, flags, profile, input, expect } = vector;
    list.add({
      id: id.replace('entry-decode-', 'entry-verify-').replace(/^(entry-verify-[a-z0-9]+)-/, '$1-decoding-'),
      requirements,
      flags,
      profile,
      op: 'entry.verify',
      input: { entry: input['entry']!, payload: null, lipmaalink: null, backlink: null },
      expect: expect.verdict === 'accept' ? accept() : expect,
    });
  }
}
