#!/usr/bin/env python3
"""A sample adapter in Python, with the standard library alone (3.8 or later): a pattern to begin from.

It speaks version 1 of the adapter protocol: a JSON object a line on standard input, and a JSON object a line in
answer on standard output. Bytes are lower-case hex, 64-bit integers are decimal strings. It does the primitives,
the decoding of entries and planning; an operation that it doesn't declare isn't tested.

    sasako conform "python3 sample.py"
"""

import hashlib
import json
import struct
import sys

MAX_U64 = 2**64 - 1


class Reject(Exception):
    """The data is wrong, for one of the reasons of the specification."""


# --- Hashes: two bytes that say which, then the digest -------------------------------------------------------

HEADER = {"bamboo": bytes([0x00, 64]), "p2panda": bytes([0x00, 32])}

IV = (0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A, 0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19)
PERMUTATION = (2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8)
# Columns, then diagonals: the four words of the state that each of a round's eight mixings works on.
MIXINGS = ((0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15),
           (0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14))
CHUNK_START, CHUNK_END, PARENT, ROOT = 1, 2, 4, 8
U32 = 0xFFFFFFFF


def turn_right(word, bits):
    return ((word >> bits) | (word << (32 - bits))) & U32


def compress(chaining, block, counter, flags):
    """BLAKE3's compression (BLAKE3 paper, 2.2) of up to 64 bytes, to the eight words that are its chaining value."""
    words = struct.unpack("<16I", block.ljust(64, b"\0"))
    v = [*chaining, *IV[:4], counter & U32, counter >> 32, len(block), flags]
    for _ in range(7):
        for i, (a, b, c, d) in enumerate(MIXINGS):
            for word, turn_d, turn_b in ((words[2 * i], 16, 12), (words[2 * i + 1], 8, 7)):
                v[a] = (v[a] + v[b] + word) & U32
                v[d] = turn_right(v[d] ^ v[a], turn_d)
                v[c] = (v[c] + v[d]) & U32
                v[b] = turn_right(v[b] ^ v[c], turn_b)
        words = [words[i] for i in PERMUTATION]
    return tuple(v[i] ^ v[i + 8] for i in range(8))


def blake3_node(data, counter, flags):
    """The chaining value of a subtree (2.1, 2.4); `counter` is the number of its first chunk."""
    if len(data) > 1024:
        chunks = (len(data) - 1) // 1024
        left = 1024 << (chunks.bit_length() - 1)  # the largest whole tree that leaves something to the right
        pair = blake3_node(data[:left], counter, 0) + blake3_node(data[left:], counter + left // 1024, 0)
        return compress(IV, struct.pack("<16I", *pair), 0, PARENT | flags)
    chaining, start = IV, CHUNK_START
    while len(data) > 64:
        chaining = compress(chaining, data[:64], counter, start)
        data, start = data[64:], 0
    return compress(chaining, data, counter, start | CHUNK_END | flags)


def encoded_hash(data, profile):
    if profile == "bamboo":
        digest = hashlib.blake2b(data).digest()
    else:
        digest = struct.pack("<8I", *blake3_node(data, 0, ROOT))
    return HEADER[profile] + digest


# --- Integers ------------------------------------------------------------------------------------------------


def encode_varu64(value):
    if value < 248:
        return bytes([value])
    length = (value.bit_length() + 7) // 8
    return bytes([247 + length]) + value.to_bytes(length, "big")


def decode_varu64(data):
    """The integer at the start of `data`, and how many bytes it takes."""
    if not data:
        raise Reject("TRUNCATED")
    if data[0] < 248:
        return data[0], 1
    length = data[0] - 247
    if len(data) < 1 + length:
        raise Reject("TRUNCATED")
    value = int.from_bytes(data[1 : 1 + length], "big")
    if len(encode_varu64(value)) != 1 + length:
        raise Reject("NON_CANONICAL_VARU64")
    return value, 1 + length


# --- Links ---------------------------------------------------------------------------------------------------


def lipmaa(n):
    """The sequence number that the lipmaalink of entry `n` leads to, 0 for none."""
    block = 1
    while block < n:
        block = 3 * block + 1  # 1, 4, 13, 40, ...
    if block == n:
        return (n - 1) // 3
    # Any other entry ends a block of entries, and its lipmaalink leads over that block.
    rest = n
    while rest:
        block = (block - 1) // 3
        rest %= block
    return n - block


def link_path(newer, older):
    """The shortest path: the lipmaalink wherever it doesn't lead too far."""
    path = [newer]
    while path[-1] > older:
        target = lipmaa(path[-1])
        path.append(target if target >= older else path[-1] - 1)
    return path[::-1]


def certificate_pool(n):
    top = 1
    while top < n:
        top = 3 * top + 1
    # Close to the largest sequence number the top is above it: what cannot exist is left out.
    above = [number for number in link_path(top, n) if number <= MAX_U64]
    return sorted({*link_path(n, 1), *above})


def pool_of_range(start, end):
    """The union of the pools of all numbers of a range, as ranges: no more than itself and the pools of its ends."""
    ends = [*certificate_pool(start), *certificate_pool(end)]
    return [(start, end), *((number, number) for number in ends)]


def plan(have, want, full):
    """The ranges to fetch for what is wanted: the certificate pools of all of it, without what one has."""
    needed = [part for start, end in want for part in pool_of_range(start, end)]
    if full and want:
        needed.append((1, want[-1][1]))
    # Going up through all places where a needed range or one at hand begins (+1) or is over (-1).
    changes = sorted({n for start, end in [*needed, *have] for n in (start, end + 1)})
    steps = {number: [0, 0] for number in changes}
    for which, ranges in enumerate((needed, have)):
        for start, end in ranges:
            steps[start][which] += 1
            steps[end + 1][which] -= 1
    fetch, begun, depth = [], None, [0, 0]
    for number in changes:
        depth = [depth[0] + steps[number][0], depth[1] + steps[number][1]]
        is_fetched = depth[0] > 0 and depth[1] == 0
        if is_fetched and begun is None:
            begun = number
        elif not is_fetched and begun is not None:
            fetch.append((begun, number - 1))
            begun = None
    return fetch


# --- Entries -------------------------------------------------------------------------------------------------

P = 2**255 - 19
D = -121665 * pow(121666, P - 2, P) % P


def decompresses(key):
    """Whether some x goes with the y of an encoded point. (RFC 8032, 5.1.3, but y may be P or more.)"""
    y = int.from_bytes(key, "little") % 2**255
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    return u == 0 or pow(u * pow(v, P - 2, P), (P - 1) // 2, P) == 1


class Reader:
    """Takes fields from the start of an entry."""

    def __init__(self, data, profile):
        self.data, self.profile = data, profile

    def take(self, length):
        if len(self.data) < length:
            raise Reject("TRUNCATED")
        taken, self.data = self.data[:length], self.data[length:]
        return taken

    def varu64(self):
        value, length = decode_varu64(self.data)
        self.take(length)
        return value

    def hash(self):
        header = HEADER[self.profile]
        if self.take(1) != header[:1]:
            raise Reject("UNKNOWN_HASH_TYPE")
        if self.take(1) != header[1:]:
            raise Reject("WRONG_HASH_LENGTH")
        return header + self.take(header[1])


def decode_entry(data, profile):
    if not data:
        raise Reject("EMPTY")
    reader = Reader(data, profile)
    tag = reader.take(1)[0]
    if tag > 1:
        raise Reject("INVALID_TAG")
    author = reader.take(32)
    if not decompresses(author):
        raise Reject("INVALID_AUTHOR")
    log_id = reader.varu64()
    seq_num = reader.varu64()
    if seq_num == 0:
        raise Reject("SEQNUM_ZERO")
    has_lipmaalink = seq_num > 1 and lipmaa(seq_num) != seq_num - 1
    lipmaalink = reader.hash() if has_lipmaalink else None
    backlink = reader.hash() if seq_num > 1 else None
    payload_size = reader.varu64()
    payload_hash = reader.hash()
    signature = reader.take(64)
    if reader.data:
        raise Reject("TRAILING_BYTES")
    if profile == "p2panda" and lipmaalink is not None and lipmaalink == backlink:
        raise Reject("LINKS_IDENTICAL")
    return {
        "endOfLog": tag == 1,
        "author": author.hex(),
        "logId": str(log_id),
        "seqNum": str(seq_num),
        "lipmaalink": lipmaalink and lipmaalink.hex(),
        "backlink": backlink and backlink.hex(),
        "payloadSize": str(payload_size),
        "payloadHash": payload_hash.hex(),
        "signature": signature.hex(),
        "hash": encoded_hash(data, profile).hex(),
    }


# --- The protocol --------------------------------------------------------------------------------------------


def run_varu64_decode(request, _profile):
    value, length = decode_varu64(bytes.fromhex(request["bytes"]))
    return {"value": str(value), "length": length}


def run_plan(request, _profile):
    have, want = ([(int(start), int(end)) for start, end in request[field]] for field in ("have", "want"))
    return {"fetch": [[str(start), str(end)] for start, end in plan(have, want, request["full"])]}


# What this adapter does: the name of each operation, and how its output comes from its input.
OPERATIONS = {
    "hash": lambda i, profile: {"hash": encoded_hash(bytes.fromhex(i["bytes"]), profile).hex()},
    "varu64.encode": lambda i, _: {"bytes": encode_varu64(int(i["value"])).hex()},
    "varu64.decode": run_varu64_decode,
    "lipmaa": lambda i, _: {"lipmaa": str(lipmaa(int(i["seqNum"])))},
    "certpool": lambda i, _: {"seqNums": [str(n) for n in certificate_pool(int(i["seqNum"]))]},
    "linkpath": lambda i, _: {"seqNums": [str(n) for n in link_path(int(i["from"]), int(i["to"]))]},
    "plan": run_plan,
    "entry.decode": lambda i, profile: decode_entry(bytes.fromhex(i["entry"]), profile),
}

PROFILES = ["bamboo", "p2panda"]


def answer(request):
    if request["cmd"] == "start":
        return {
            "protocol": 1,
            "implementation": {"name": "sasako sample", "version": "1", "language": "Python"},
            "profiles": PROFILES,
            "operations": list(OPERATIONS),
        }
    if request["op"] not in OPERATIONS or request["profile"] not in PROFILES:
        return {"seq": request["seq"], "verdict": "skip", "message": "not done here"}
    try:
        output = OPERATIONS[request["op"]](request["input"], request["profile"])
        return {"seq": request["seq"], "verdict": "accept", "output": output}
    except Reject as rejection:
        return {"seq": request["seq"], "verdict": "reject", "reason": str(rejection)}


def main():
    for line in sys.stdin:
        request = json.loads(line)
        if request["cmd"] == "stop":
            return
        # Each answer has to leave at once: the other side waits for it.
        print(json.dumps(answer(request)), flush=True)


if __name__ == "__main__":
    main()
