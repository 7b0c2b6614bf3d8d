#!/usr/bin/env python3
"""An adapter, by which the suite of sasako tests an implementation of Bamboo: a starter in Python (3.9 or later).

The suite starts this program and asks it, one request after the other, a JSON object a line:

    npx sasako conform "python3 adapter.py"

It speaks version 1 of the adapter protocol, which the specification describes in its chapter "The suite"
(spec/20-suite.md in sasako's package). Every operation is declared. One is written, varu64.decode, as an example;
the others answer "skip", which counts as a failure, so that nothing passes by accident.

To make it yours:

1. Say in IMPLEMENTATION what is tested, and import it.
2. Write the operations: in the table OPERATIONS, put a function of yours in the place of `todo`.
3. Delete from OPERATIONS and PROFILES what your implementation will never have: it isn't tested then.

Let your library compute the answers, even those that are easy to get here: it is what is tested.

Where one goes wrong:

- Every u64 (log ids, sequence numbers, sizes) is a string of decimal digits, in both directions: int(text), str(number).
- Bytes are lower-case hex: bytes.fromhex(text), data.hex(). No bytes are "".
- A link or a payload that isn't there is None, and never left out. A payload of "" is there, and empty.
- An int in a field is a signed decimal as text: int(text), str(number). operation.encode is also given some that don't
  fit into 64 bits.
- A float is the 16 hex digits of its double: struct.unpack(">d", bytes.fromhex(text))[0],
  struct.pack(">d", number).hex(). Every NaN is "7ff8000000000000".
- Plain fields, of operation.decode, have the types that show without a schema: bool, int, float, str, bytes (a
  relation too), ids (a relation_list, a pinned_relation or any empty list), id_lists. Typed fields have the schema's
  types, without the schema ids in parentheses: bool, int, float, str, bytes, relation, relation_list,
  pinned_relation, pinned_relation_list.
- previous is None for a CREATE, and fields for a DELETE. In document.order alone, previous is [] for a CREATE.
- Standard output is for answers. What your library prints has to go to standard error, which is shown with failures.
"""

import json
import sys
import traceback

# import my_bamboo

IMPLEMENTATION = {"name": "my-bamboo", "version": "0.0.0", "language": "Python"}

# With BLAKE2b-512 and with BLAKE3-256; the third is about operations, as p2panda 0.8.1 takes them.
PROFILES = ["bamboo", "p2panda", "p2panda-compat"]

# Output fields that your library doesn't expose. Name them here, by operation, rather than to work them out.
OMITS = {
    # "entry.decode": ["endOfLog", "hash"],
}


class Reject(Exception):
    """Your implementation refuses the data: raise it where your library's error says so, and for no other error.
    To reject whatever goes wrong would pass vectors by accident.

    The reason is one of the list "Reasons" of that chapter, or None where your library doesn't tell: the vector
    passes then, and is counted apart. The message is for people.
    """

    def __init__(self, reason=None, message=None):
        super().__init__(reason, message)
        self.reason, self.message = reason, message


class NotWritten(Exception):
    """The operation is still to be written."""


# --- Operations: functions of the request's input and profile that return the output, or raise Reject -----------


def todo(_input, _profile):
    raise NotWritten


def varu64_decode(request, _profile):
    """The example. What it computes itself is your library's to compute, as in

        value, length = my_bamboo.decode_varu64(data)
    """
    data = bytes.fromhex(request["bytes"])
    if not data:
        raise Reject("TRUNCATED", "there are no bytes")
    value, length = data[0], 1
    if data[0] > 247:
        length += data[0] - 247
        if len(data) < length:
            raise Reject("TRUNCATED", f"it takes {length} bytes, of {len(data)}")
        value = int.from_bytes(data[1:length], "big")
        if value < max(248, 256 ** (length - 2)):
            raise Reject("NON_CANONICAL_VARU64", f"{value} takes fewer than {length} bytes")
    return {"value": str(value), "length": length}


# Beside each: input -> output. A hash is an encoded one, with the two bytes that say which it is.
OPERATIONS = {
    # bytes -> hash; never rejects
    "hash": todo,
    # value -> bytes
    "varu64.encode": todo,
    # bytes -> value, length (a number)
    "varu64.decode": varu64_decode,
    # seqNum -> lipmaa; "0" for 1
    "lipmaa": todo,
    # privateKey -> publicKey
    "key.public": todo,
    # publicKey, message, signature -> {}
    "signature.verify": todo,
    # privateKey, endOfLog (bool), logId, seqNum, lipmaalink (hash or None), backlink (hash or None), payload
    # -> entry, hash (of the entry)
    "entry.encode": todo,
    # entry -> endOfLog (bool), author, logId, seqNum, lipmaalink (hash or None), backlink (hash or None), payloadSize,
    # payloadHash, signature, hash (of the entry)
    "entry.decode": todo,
    # entry; payload, lipmaalink, backlink (bytes or None; the links are whole entries) -> {}
    "entry.verify": todo,
    # author, logId, entries: [{entry, payload (bytes or None)}]
    # -> entries: [{status, reason (with "invalid" alone)}], forks: [{seqNum, implied (bool)}]; never rejects
    "log.verify": todo,
    # seqNum -> seqNums, ascending
    "certpool": todo,
    # from, to -> seqNums, ascending
    "linkpath": todo,
    # proof -> kind, author, logId, seqNum
    "proof.verify": todo,
    # have, want: [[from, to]], full (bool) -> fetch: [[from, to]]; never rejects
    "plan": todo,
    # What is made of payloads: delete these where your implementation is of logs alone. An id is hex, a viewId a list
    # of ids, a schema {id, fields: [{name, type}]}. Fields are [{name, type, value}], in answers by ascending names.

    # action ("create", "update" or "delete"), schemaId, previous (ids or None), fields (typed, or None)
    # -> operation
    "operation.encode": todo,
    # operation -> action, schemaId, previous (ids or None), fields (plain, or None)
    "operation.decode": todo,
    # operation, schema -> fields (typed, or None)
    "operation.validate": todo,
    # schemaId -> schemaId, kind ("system" or "application"), name, version (a number or None), viewId (or None)
    "schema.id.parse": todo,
    # definition: {viewId, name, description, fields: [viewId]}, fields: [{viewId, name, type}]
    # -> schemaId, name, description, fields: [{name, type}]
    "schema.build": todo,
    # viewId -> hash
    "documentview.hash": todo,
    # operations: [{id, previous (ids, none for a CREATE)}] -> order (ids), viewId, waiting (ids)
    "document.order": todo,
    # schema, operations: [{id, operation}], viewId (None for the latest)
    # -> documentId, viewId, deleted (bool), fields (typed, each with its operationId, or None), waiting (ids)
    "document.materialise": todo,
    # entries: [{entry, operation}], author, viewId (None for a new document)
    # -> logId, seqNum, lipmaalink (hash or None), backlink (hash or None)
    "publish.nextArgs": todo,
    # schemas, entries: [{entry, operation}], entry, operation
    # -> logId, seqNum, lipmaalink, backlink as above, for the next entry; all None where there can be none
    "publish.validate": todo,
    # message -> action, schema (hash), id (hash or None), fields (in the order of the message, or None)
    "message.decode": todo,
}

# --- The protocol: nothing to change below ----------------------------------------------------------------------


def start():
    return {
        "protocol": 1,
        "implementation": IMPLEMENTATION,
        "profiles": PROFILES,
        "operations": list(OPERATIONS),
        "omits": OMITS,
    }


def run(request):
    if request["op"] not in OPERATIONS or request["profile"] not in PROFILES:
        return {"verdict": "skip", "message": "not declared"}
    try:
        output = OPERATIONS[request["op"]](request["input"], request["profile"])
        json.dumps(output)  # bytes in it, for one, are a fault of the operation too
        return {"verdict": "accept", "output": output}
    except Reject as reject:
        answer = {"verdict": "reject", "reason": reject.reason, "message": reject.message}
        return {name: value for name, value in answer.items() if value is not None}
    except NotWritten:
        return {"verdict": "skip", "message": "not written yet"}
    except Exception as error:  # says nothing about the data: neither accept nor reject
        traceback.print_exc()
        return {"verdict": "skip", "message": f"{type(error).__name__}: {error}"}


def main():
    for line in sys.stdin.buffer:
        request = json.loads(line)
        if request["cmd"] == "stop":
            return
        if request["cmd"] == "start":
            answer = start()
        elif request["cmd"] == "run":
            answer = {"seq": request["seq"], **run(request)}
        else:
            sys.exit(f"unknown command {request['cmd']!r}")
        # Each answer has to leave at once: the other side waits for it.
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
