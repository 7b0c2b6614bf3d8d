// An adapter, by which the suite of sasako tests an implementation of Bamboo: a starter in Go (1.19 or later).
//
// The suite starts this program and asks it, one request after the other, a JSON object a line:
//
//	go build
//	npx sasako conform "./sasako-adapter"
//
// It speaks version 1 of the adapter protocol, which the specification describes in its chapter "The suite"
// (spec/20-suite.md in sasako's package). Every operation is declared. One is written, varu64.decode, as an example;
// the others answer "skip", which counts as a failure, so that nothing passes by accident.
//
// To make it yours:
//
//  1. Say in implementation what is tested, and require it in go.mod.
//  2. Write the operations: in the table operations, put a function of yours in the place of todo.
//  3. Delete from operations and profiles what your implementation will never have: it isn't tested then.
//
// Let your library compute the answers, even those that are easy to get here: it is what is tested.
//
// Where one goes wrong:
//
//   - Every u64 (log ids, sequence numbers, sizes) is a string of decimal digits, in both directions:
//     strconv.ParseUint(text, 10, 64), strconv.FormatUint(number, 10).
//   - Bytes are lower-case hex: hex.DecodeString(text), hex.EncodeToString(data). No bytes are "".
//   - A link or a payload that isn't there is null, and never left out: *string. A payload of "" is there, and empty.
//   - An int in a field is a signed decimal as text: strconv.ParseInt(text, 10, 64), strconv.FormatInt(number, 10).
//     operation.encode is also given some that don't fit into 64 bits.
//   - A float is the 16 hex digits of its double: math.Float64frombits of strconv.ParseUint(text, 16, 64),
//     fmt.Sprintf("%016x", math.Float64bits(number)). Every NaN is "7ff8000000000000", which math.NaN() is not.
//   - Plain fields, of operation.decode, have the types that show without a schema: bool, int, float, str, bytes (a
//     relation too), ids (a relation_list, a pinned_relation or any empty list), id_lists. Typed fields have the
//     schema's types, without the schema ids in parentheses: bool, int, float, str, bytes, relation, relation_list,
//     pinned_relation, pinned_relation_list.
//   - previous is null for a CREATE, and fields for a DELETE. In document.order alone, previous is [] for a CREATE.
//   - A list of nothing is [], and not null: make([]string, 0).
//   - Standard output is for answers. Print with log.Print or to os.Stderr: it is shown with failures.
//   - A panic ends the program. The suite counts that vector as a crash, and starts the program again.
package main

import (
	"bufio"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"os"
	"strconv"
)

var implementation = map[string]string{"name": "my-bamboo", "version": "0.0.0", "language": "Go"}

// With BLAKE2b-512 and with BLAKE3-256; the third is about operations, as p2panda 0.8.1 takes them.
var profiles = []string{"bamboo", "p2panda", "p2panda-compat"}

// Output fields that your library doesn't expose. Name them here, by operation, rather than to work them out.
var omits = map[string][]string{
	// "entry.decode": {"endOfLog", "hash"},
}

// An operation makes the output from a request's input and profile. An error that is a reject says that the data is
// refused, any other one that the request was not carried out.
type operation func(input json.RawMessage, profile string) (any, error)

// Beside each: input -> output. A hash is an encoded one, with the two bytes that say which it is.
var operations = []struct {
	name string
	run  operation
}{
	// bytes -> hash; never rejects
	{"hash", todo},
	// value -> bytes
	{"varu64.encode", todo},
	// bytes -> value, length (a number)
	{"varu64.decode", decodeVarU64},
	// seqNum -> lipmaa; "0" for 1
	{"lipmaa", todo},
	// privateKey -> publicKey
	{"key.public", todo},
	// publicKey, message, signature -> nil
	{"signature.verify", todo},
	// privateKey, endOfLog (bool), logId, seqNum, lipmaalink (hash or null), backlink (hash or null), payload
	// -> entry, hash (of the entry)
	{"entry.encode", todo},
	// entry -> endOfLog (bool), author, logId, seqNum, lipmaalink (hash or null), backlink (hash or null), payloadSize,
	// payloadHash, signature, hash (of the entry)
	{"entry.decode", todo},
	// entry; payload, lipmaalink, backlink (bytes or null; the links are whole entries) -> nil
	{"entry.verify", todo},
	// author, logId, entries: [{entry, payload (bytes or null)}]
	// -> entries: [{status, reason (with "invalid" alone)}], forks: [{seqNum, implied (bool)}]; never rejects
	{"log.verify", todo},
	// seqNum -> seqNums, ascending
	{"certpool", todo},
	// from, to -> seqNums, ascending
	{"linkpath", todo},
	// proof -> kind, author, logId, seqNum
	{"proof.verify", todo},
	// have, want: [[from, to]], full (bool) -> fetch: [[from, to]]; never rejects
	{"plan", todo},
	// What is made of payloads: delete these where your implementation is of logs alone. An id is hex, a viewId a list
	// of ids, a schema {id, fields: [{name, type}]}. Fields are [{name, type, value}], in answers by ascending names.

	// action ("create", "update" or "delete"), schemaId, previous (ids or null), fields (typed, or null)
	// -> operation
	{"operation.encode", todo},
	// operation -> action, schemaId, previous (ids or null), fields (plain, or null)
	{"operation.decode", todo},
	// operation, schema -> fields (typed, or null)
	{"operation.validate", todo},
	// schemaId -> schemaId, kind ("system" or "application"), name, version (a number or null), viewId (or null)
	{"schema.id.parse", todo},
	// definition: {viewId, name, description, fields: [viewId]}, fields: [{viewId, name, type}]
	// -> schemaId, name, description, fields: [{name, type}]
	{"schema.build", todo},
	// viewId -> hash
	{"documentview.hash", todo},
	// operations: [{id, previous (ids, none for a CREATE)}] -> order (ids), viewId, waiting (ids)
	{"document.order", todo},
	// schema, operations: [{id, operation}], viewId (null for the latest)
	// -> documentId, viewId, deleted (bool), fields (typed, each with its operationId, or null), waiting (ids)
	{"document.materialise", todo},
	// entries: [{entry, operation}], author, viewId (null for a new document)
	// -> logId, seqNum, lipmaalink (hash or null), backlink (hash or null)
	{"publish.nextArgs", todo},
	// schemas, entries: [{entry, operation}], entry, operation
	// -> logId, seqNum, lipmaalink, backlink as above, for the next entry; all null where there can be none
	{"publish.validate", todo},
	// message -> action, schema (hash), id (hash or null), fields (in the order of the message, or null)
	{"message.decode", todo},
}

// A reject says that your implementation refuses the data: for your library's errors that say so, and for no others.
// To reject whatever goes wrong would pass vectors by accident.
//
// The reason is one of the list "Reasons" of that chapter, or "" where your library doesn't tell: the vector passes
// then, and is counted apart. The message is for people.
type reject struct{ reason, message string }

func (r reject) Error() string { return r.reason + ": " + r.message }

func todo(json.RawMessage, string) (any, error) {
	return nil, errors.New("not written yet")
}

// The example. What it computes itself is your library's to compute, as in
//
//	value, length, err := mybamboo.DecodeVarU64(data)
//	if errors.Is(err, mybamboo.ErrTooShort) {
//		return nil, reject{"TRUNCATED", err.Error()}
//	}
func decodeVarU64(input json.RawMessage, _ string) (any, error) {
	var in struct{ Bytes string }
	if err := json.Unmarshal(input, &in); err != nil {
		return nil, err
	}
	data, err := hex.DecodeString(in.Bytes)
	if err != nil {
		return nil, err
	}
	if len(data) == 0 {
		return nil, reject{"TRUNCATED", "there are no bytes"}
	}
	value, length := uint64(data[0]), 1
	if data[0] > 247 {
		length += int(data[0]) - 247
		if len(data) < length {
			return nil, reject{"TRUNCATED", fmt.Sprintf("it takes %d bytes, of %d", length, len(data))}
		}
		value = 0
		for _, digit := range data[1:length] {
			value = value<<8 | uint64(digit)
		}
		if value < 248 || data[1] == 0 {
			return nil, reject{"NON_CANONICAL_VARU64", fmt.Sprintf("%d takes fewer than %d bytes", value, length)}
		}
	}
	return map[string]any{"value": strconv.FormatUint(value, 10), "length": length}, nil
}

// --- The protocol: nothing to change below

type request struct {
	Cmd     string          `json:"cmd"`
	Seq     json.RawMessage `json:"seq"`
	Profile string          `json:"profile"`
	Op      string          `json:"op"`
	Input   json.RawMessage `json:"input"`
}

type answer struct {
	Seq     json.RawMessage `json:"seq"`
	Verdict string          `json:"verdict"`
	Output  any             `json:"output,omitempty"`
	Reason  string          `json:"reason,omitempty"`
	Message string          `json:"message,omitempty"`
}

func start() any {
	names := make([]string, 0, len(operations))
	for _, operation := range operations {
		names = append(names, operation.name)
	}
	return map[string]any{
		"protocol":       1,
		"implementation": implementation,
		"profiles":       profiles,
		"operations":     names,
		"omits":          omits,
	}
}

func find(req request) (operation, error) {
	for _, profile := range profiles {
		for _, operation := range operations {
			if profile == req.Profile && operation.name == req.Op {
				return operation.run, nil
			}
		}
	}
	return nil, errors.New("not declared")
}

func run(req request) answer {
	var output any
	operation, err := find(req)
	if err == nil {
		output, err = operation(req.Input, req.Profile)
	}
	var refused reject
	switch {
	case err == nil:
		return answer{Seq: req.Seq, Verdict: "accept", Output: output}
	case errors.As(err, &refused):
		return answer{Seq: req.Seq, Verdict: "reject", Reason: refused.reason, Message: refused.message}
	default: // says nothing about the data: neither accept nor reject
		return answer{Seq: req.Seq, Verdict: "skip", Message: err.Error()}
	}
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 16<<20+1)           // a request may have 16 MiB, and its line feed
	answers := json.NewEncoder(os.Stdout) // writes each at once, and a line feed
	for lines.Scan() {
		var req request
		if err := json.Unmarshal(lines.Bytes(), &req); err != nil {
			log.Fatal(err)
		}
		var said any
		switch req.Cmd {
		case "start":
			said = start()
		case "run":
			said = run(req)
		case "stop":
			return
		default:
			log.Fatalf("unknown command %q", req.Cmd)
		}
		if err := answers.Encode(said); err != nil {
			log.Fatal(err)
		}
	}
	if err := lines.Err(); err != nil {
		log.Fatal(err)
	}
}
