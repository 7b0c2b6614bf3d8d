//! An adapter, by which the suite of sasako tests an implementation of Bamboo: a starter in Rust.
//!
//! The suite starts this program and asks it, one request after the other, a JSON object a line:
//!
//! ```sh
//! cargo build --release
//! npx sasako conform "./target/release/sasako-adapter"
//! ```
//!
//! It speaks version 1 of the adapter protocol, which the specification describes in its chapter "The suite"
//! (spec/20-suite.md in sasako's package). Every operation is declared. One is written, varu64.decode, as an
//! example; the others answer "skip", which counts as a failure, so that nothing passes by accident.
//!
//! To make it yours:
//!
//! 1. Say in `start` what is tested, and add it to Cargo.toml.
//! 2. Write the operations: in the table OPERATIONS, put a function of yours in the place of `todo`.
//! 3. Delete from OPERATIONS and PROFILES what your implementation will never have: it isn't tested then.
//!
//! Let your library compute the answers, even those that are easy to get here: it is what is tested.
//!
//! Where one goes wrong:
//!
//! - Every u64 (log ids, sequence numbers, sizes) is a string of decimal digits, in both directions: `u64_of`,
//!   `to_string`.
//! - Bytes are lower-case hex: `bytes_of`, `to_hex`. No bytes are "".
//! - A link or a payload that isn't there is `null`, and never left out. A payload of "" is there, and empty.
//! - An int in a field is a signed decimal as text: `text.parse::<i64>()`, `to_string`. operation.encode is also given
//!   some that don't fit into 64 bits.
//! - A float is the 16 hex digits of its double: `f64::from_bits` of `u64::from_str_radix(text, 16)`,
//!   `format!("{:016x}", number.to_bits())`. Every NaN is "7ff8000000000000".
//! - Plain fields, of operation.decode, have the types that show without a schema: bool, int, float, str, bytes (a
//!   relation too), ids (a relation_list, a pinned_relation or any empty list), id_lists. Typed fields have the
//!   schema's types, without the schema ids in parentheses: bool, int, float, str, bytes, relation, relation_list,
//!   pinned_relation, pinned_relation_list.
//! - `previous` is `null` for a CREATE, and `fields` for a DELETE. In document.order alone, `previous` is [] for a
//!   CREATE.
//! - Standard output is for answers. Print with `eprintln!`: it is shown with failures.
//! - A panic ends the program. The suite counts that vector as a crash, and starts the program again.

use serde_json::{json, Value};
use std::io::{self, BufRead, Write};

/// With BLAKE2b-512 and with BLAKE3-256; the third is about operations, as p2panda 0.8.1 takes them.
const PROFILES: &[&str] = &["bamboo", "p2panda", "p2panda-compat"];

/// Why there is no output.
enum Failure {
    /// Your implementation refuses the data: for your library's errors that say so, and for no others. To reject
    /// whatever goes wrong would pass vectors by accident.
    ///
    /// The reason is one of the list "Reasons" of that chapter, or `None` where your library doesn't tell: the
    /// vector passes then, and is counted apart. The message is for people.
    Reject(Option<&'static str>, String),
    /// It was not carried out, which says nothing about the data.
    Skip(String),
}

/// An operation: from a request's input and profile to the output.
type Operation = fn(&Value, &str) -> Result<Value, Failure>;

/// Beside each: input -> output. A hash is an encoded one, with the two bytes that say which it is.
const OPERATIONS: &[(&str, Operation)] = &[
    // bytes -> hash; never rejects
    ("hash", todo),
    // value -> bytes
    ("varu64.encode", todo),
    // bytes -> value, length (a number)
    ("varu64.decode", varu64_decode),
    // seqNum -> lipmaa; "0" for 1
    ("lipmaa", todo),
    // privateKey -> publicKey
    ("key.public", todo),
    // publicKey, message, signature -> {}
    ("signature.verify", todo),
    // privateKey, endOfLog (bool), logId, seqNum, lipmaalink (hash or null), backlink (hash or null), payload
    // -> entry, hash (of the entry)
    ("entry.encode", todo),
    // entry -> endOfLog (bool), author, logId, seqNum, lipmaalink (hash or null), backlink (hash or null),
    // payloadSize, payloadHash, signature, hash (of the entry)
    ("entry.decode", todo),
    // entry; payload, lipmaalink, backlink (bytes or null; the links are whole entries) -> {}
    ("entry.verify", todo),
    // author, logId, entries: [{entry, payload (bytes or null)}]
    // -> entries: [{status, reason (with "invalid" alone)}], forks: [{seqNum, implied (bool)}]; never rejects
    ("log.verify", todo),
    // seqNum -> seqNums, ascending
    ("certpool", todo),
    // from, to -> seqNums, ascending
    ("linkpath", todo),
    // proof -> kind, author, logId, seqNum
    ("proof.verify", todo),
    // have, want: [[from, to]], full (bool) -> fetch: [[from, to]]; never rejects
    ("plan", todo),
    // What is made of payloads: delete these where your implementation is of logs alone. An id is hex, a viewId a list
    // of ids, a schema {id, fields: [{name, type}]}. Fields are [{name, type, value}], in answers by ascending names.

    // action ("create", "update" or "delete"), schemaId, previous (ids or null), fields (typed, or null)
    // -> operation
    ("operation.encode", todo),
    // operation -> action, schemaId, previous (ids or null), fields (plain, or null)
    ("operation.decode", todo),
    // operation, schema -> fields (typed, or null)
    ("operation.validate", todo),
    // schemaId -> schemaId, kind ("system" or "application"), name, version (a number or null), viewId (or null)
    ("schema.id.parse", todo),
    // definition: {viewId, name, description, fields: [viewId]}, fields: [{viewId, name, type}]
    // -> schemaId, name, description, fields: [{name, type}]
    ("schema.build", todo),
    // viewId -> hash
    ("documentview.hash", todo),
    // operations: [{id, previous (ids, none for a CREATE)}] -> order (ids), viewId, waiting (ids)
    ("document.order", todo),
    // schema, operations: [{id, operation}], viewId (null for the latest)
    // -> documentId, viewId, deleted (bool), fields (typed, each with its operationId, or null), waiting (ids)
    ("document.materialise", todo),
    // entries: [{entry, operation}], author, viewId (null for a new document)
    // -> logId, seqNum, lipmaalink (hash or null), backlink (hash or null)
    ("publish.nextArgs", todo),
    // schemas, entries: [{entry, operation}], entry, operation
    // -> logId, seqNum, lipmaalink, backlink as above, for the next entry; all null where there can be none
    ("publish.validate", todo),
    // message -> action, schema (hash), id (hash or null), fields (in the order of the message, or null)
    ("message.decode", todo),
];

fn todo(_input: &Value, _profile: &str) -> Result<Value, Failure> {
    Err(Failure::Skip("not written yet".to_string()))
}

/// The example. What it computes itself is your library's to compute, as in
///
/// ```ignore
/// let (value, length) = my_bamboo::decode_varu64(&bytes).map_err(|error| match error {
///     my_bamboo::Error::TooShort => reject("TRUNCATED", error),
///     …
/// })?;
/// ```
fn varu64_decode(input: &Value, _profile: &str) -> Result<Value, Failure> {
    let bytes = bytes_of(input, "bytes")?;
    let first = *bytes
        .first()
        .ok_or_else(|| reject("TRUNCATED", "there are no bytes"))?;
    if first < 248 {
        return Ok(json!({ "value": first.to_string(), "length": 1 }));
    }
    let length = 1 + usize::from(first - 247);
    let digits = bytes.get(1..length).ok_or_else(|| {
        let message = format!("it takes {} bytes, of {}", length, bytes.len());
        reject("TRUNCATED", message)
    })?;
    let value = digits
        .iter()
        .fold(0, |value, digit| value << 8 | u64::from(*digit));
    if value < 248 || digits[0] == 0 {
        let message = format!("{} takes fewer than {} bytes", value, length);
        return Err(reject("NON_CANONICAL_VARU64", message));
    }
    Ok(json!({ "value": value.to_string(), "length": length }))
}

// --- What operations need ------------------------------------------------------------------------------------

fn reject(reason: &'static str, message: impl ToString) -> Failure {
    Failure::Reject(Some(reason), message.to_string())
}

/// A field of the input that is text.
fn text_of<'a>(input: &'a Value, field: &str) -> Result<&'a str, Failure> {
    input[field]
        .as_str()
        .ok_or_else(|| Failure::Skip(format!("{} is not a string", field)))
}

/// A field of the input that is bytes. Whether one is there at all: `input["payload"].is_null()`.
fn bytes_of(input: &Value, field: &str) -> Result<Vec<u8>, Failure> {
    let text = text_of(input, field)?;
    let pairs = (0..text.len()).step_by(2);
    pairs
        .map(|at| {
            let pair = text.get(at..at + 2);
            pair.and_then(|pair| u8::from_str_radix(pair, 16).ok())
                .ok_or_else(|| Failure::Skip(format!("{} is not hex", field)))
        })
        .collect()
}

/// A field of the input that is a u64.
#[allow(dead_code)] // until an operation wants it
fn u64_of(input: &Value, field: &str) -> Result<u64, Failure> {
    let text = text_of(input, field)?;
    text.parse()
        .map_err(|_| Failure::Skip(format!("{} is not a u64", field)))
}

#[allow(dead_code)] // until an operation wants it
fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{:02x}", byte)).collect()
}

// --- The protocol: what is tested, and nothing else to change ------------------------------------------------

fn start() -> Value {
    json!({
        "protocol": 1,
        "implementation": { "name": "my-bamboo", "version": "0.0.0", "language": "Rust" },
        "profiles": PROFILES,
        "operations": OPERATIONS.iter().map(|(op, _)| op).collect::<Vec<_>>(),
        // Output fields that your library doesn't expose. Name them here rather than to work them out, as in
        // "entry.decode": ["endOfLog", "hash"]
        "omits": {},
    })
}

fn run(request: &Value) -> Value {
    let profile = request["profile"].as_str().unwrap_or_default();
    let declared = OPERATIONS.iter().find(|(op, _)| request["op"] == *op);
    let result = match declared {
        Some((_, operation)) if PROFILES.contains(&profile) => {
            operation(&request["input"], profile)
        }
        _ => Err(Failure::Skip("not declared".to_string())),
    };
    let seq = &request["seq"];
    match result {
        Ok(output) => json!({ "seq": seq, "verdict": "accept", "output": output }),
        Err(Failure::Reject(Some(reason), message)) => {
            json!({ "seq": seq, "verdict": "reject", "reason": reason, "message": message })
        }
        Err(Failure::Reject(None, message)) => {
            json!({ "seq": seq, "verdict": "reject", "message": message })
        }
        Err(Failure::Skip(message)) => {
            json!({ "seq": seq, "verdict": "skip", "message": message })
        }
    }
}

fn main() -> io::Result<()> {
    let mut output = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let request: Value = serde_json::from_str(&line?)?;
        let answer = match request["cmd"].as_str() {
            Some("start") => start(),
            Some("run") => run(&request),
            Some("stop") => break,
            _ => {
                let problem = format!("unknown command {}", request["cmd"]);
                return Err(io::Error::new(io::ErrorKind::InvalidData, problem));
            }
        };
        // Each answer has to leave at once: the other side waits for it.
        writeln!(output, "{}", answer)?;
        output.flush()?;
    }
    Ok(())
}
