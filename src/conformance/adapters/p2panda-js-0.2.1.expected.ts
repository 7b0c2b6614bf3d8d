/** What p2panda-js 0.2.1 is known to fail, and why: see parseExpectedFailures for the format. */
export default `
entry-decode-bamboo-log-id-9007199254740993  # numbers are doubles: above 2^53 they are rounded
entry-decode-bamboo-log-id-18014398509481983  # numbers are doubles: above 2^53 they are rounded
entry-decode-bamboo-log-id-18014398509481985  # numbers are doubles: above 2^53 they are rounded
entry-decode-bamboo-log-id-72057594037927935  # numbers are doubles: above 2^53 they are rounded
entry-decode-bamboo-log-id-72057594037927937  # numbers are doubles: above 2^53 they are rounded
entry-decode-bamboo-log-id-4611686018427387903  # numbers are doubles: above 2^53 they are rounded
entry-decode-bamboo-log-id-4611686018427387905  # numbers are doubles: above 2^53 they are rounded
entry-decode-bamboo-log-id-9223372036854775807  # numbers are doubles: above 2^53 they are rounded
entry-decode-bamboo-seqnum-18014398509481983  # numbers are doubles: above 2^53 they are rounded
entry-decode-bamboo-seqnum-18014398509481985  # numbers are doubles: above 2^53 they are rounded
entry-decode-bamboo-seqnum-4611686018427387903  # numbers are doubles: above 2^53 they are rounded
entry-decode-bamboo-seqnum-4611686018427387905  # numbers are doubles: above 2^53 they are rounded
entry-decode-bamboo-seqnum-6078832729528464400  # numbers are doubles: above 2^53 they are rounded
entry-decode-bamboo-seqnum-9223372036854775807  # numbers are doubles: above 2^53 they are rounded

entry-decode-bamboo-log-id-9223372036854775809  # log ids are read as signed: from 2^63 on they are negative
entry-decode-bamboo-log-id-18446744073709551614  # log ids are read as signed: from 2^63 on they are negative
entry-decode-bamboo-log-id-18446744073709551615  # log ids are read as signed: from 2^63 on they are negative

entry-decode-bamboo-seqnum-9223372036854775809  # sequence numbers are read as signed: from 2^63 on they are refused
entry-decode-bamboo-seqnum-18236498188585393201  # sequence numbers are read as signed: from 2^63 on they are refused
entry-decode-bamboo-seqnum-18446744073709551612  # sequence numbers are read as signed: from 2^63 on they are refused
entry-decode-bamboo-seqnum-18446744073709551613  # sequence numbers are read as signed: from 2^63 on they are refused
entry-decode-bamboo-seqnum-18446744073709551614  # sequence numbers are read as signed: from 2^63 on they are refused
entry-decode-bamboo-seqnum-18446744073709551615  # sequence numbers are read as signed: from 2^63 on they are refused
entry-decode-bamboo-everything-largest  # sequence numbers are read as signed: from 2^63 on they are refused
entry-decode-bamboo-everything-largest-without-lipmaalink  # sequence numbers are read as signed: from 2^63 on they are refused
entry-decode-bamboo-end-of-log-18446744073709551615  # sequence numbers are read as signed: from 2^63 on they are refused
entry-decode-bamboo-identical-links-18446744073709551615  # sequence numbers are read as signed: from 2^63 on they are refused

entry-decode-bamboo-tag-02-at-1  # the tag is not checked: any byte is accepted
entry-decode-bamboo-tag-03-at-1  # the tag is not checked: any byte is accepted
entry-decode-bamboo-tag-10-at-1  # the tag is not checked: any byte is accepted
entry-decode-bamboo-tag-7f-at-1  # the tag is not checked: any byte is accepted
entry-decode-bamboo-tag-80-at-1  # the tag is not checked: any byte is accepted
entry-decode-bamboo-tag-81-at-1  # the tag is not checked: any byte is accepted
entry-decode-bamboo-tag-f8-at-1  # the tag is not checked: any byte is accepted
entry-decode-bamboo-tag-fe-at-1  # the tag is not checked: any byte is accepted
entry-decode-bamboo-tag-ff-at-1  # the tag is not checked: any byte is accepted
entry-decode-bamboo-tag-02-at-4  # the tag is not checked: any byte is accepted
entry-decode-bamboo-tag-03-at-4  # the tag is not checked: any byte is accepted
entry-decode-bamboo-tag-10-at-4  # the tag is not checked: any byte is accepted
entry-decode-bamboo-tag-7f-at-4  # the tag is not checked: any byte is accepted
entry-decode-bamboo-tag-80-at-4  # the tag is not checked: any byte is accepted
entry-decode-bamboo-tag-81-at-4  # the tag is not checked: any byte is accepted
entry-decode-bamboo-tag-f8-at-4  # the tag is not checked: any byte is accepted
entry-decode-bamboo-tag-fe-at-4  # the tag is not checked: any byte is accepted
entry-decode-bamboo-tag-ff-at-4  # the tag is not checked: any byte is accepted

entry-decode-bamboo-payload-hash-at-1-length-00  # the length byte of a hash is not checked
entry-decode-bamboo-payload-hash-at-1-length-01  # the length byte of a hash is not checked
entry-decode-bamboo-payload-hash-at-1-length-3f  # the length byte of a hash is not checked
entry-decode-bamboo-payload-hash-at-1-length-41  # the length byte of a hash is not checked
entry-decode-bamboo-payload-hash-at-1-length-7f  # the length byte of a hash is not checked
entry-decode-bamboo-payload-hash-at-1-length-c0  # the length byte of a hash is not checked
entry-decode-bamboo-payload-hash-at-1-length-f7  # the length byte of a hash is not checked
entry-decode-bamboo-payload-hash-at-1-length-ff  # the length byte of a hash is not checked
entry-decode-bamboo-payload-hash-at-1-header-of-other-profile  # the length byte of a hash is not checked
entry-decode-bamboo-payload-hash-at-1-one-byte-long  # the length byte of a hash is not checked
entry-decode-bamboo-payload-hash-at-1-length-in-two-bytes  # the length byte of a hash is not checked
entry-decode-bamboo-backlink-at-2-length-00  # the length byte of a hash is not checked
entry-decode-bamboo-backlink-at-2-length-01  # the length byte of a hash is not checked
entry-decode-bamboo-backlink-at-2-length-3f  # the length byte of a hash is not checked
entry-decode-bamboo-backlink-at-2-length-41  # the length byte of a hash is not checked
entry-decode-bamboo-backlink-at-2-length-7f  # the length byte of a hash is not checked
entry-decode-bamboo-backlink-at-2-length-c0  # the length byte of a hash is not checked
entry-decode-bamboo-backlink-at-2-length-f7  # the length byte of a hash is not checked
entry-decode-bamboo-backlink-at-2-length-ff  # the length byte of a hash is not checked
entry-decode-bamboo-backlink-at-2-header-of-other-profile  # the length byte of a hash is not checked
entry-decode-bamboo-backlink-at-4-length-00  # the length byte of a hash is not checked
entry-decode-bamboo-backlink-at-4-length-01  # the length byte of a hash is not checked
entry-decode-bamboo-backlink-at-4-length-3f  # the length byte of a hash is not checked
entry-decode-bamboo-backlink-at-4-length-41  # the length byte of a hash is not checked
entry-decode-bamboo-backlink-at-4-length-7f  # the length byte of a hash is not checked
entry-decode-bamboo-backlink-at-4-length-c0  # the length byte of a hash is not checked
entry-decode-bamboo-backlink-at-4-length-f7  # the length byte of a hash is not checked
entry-decode-bamboo-backlink-at-4-length-ff  # the length byte of a hash is not checked
entry-decode-bamboo-backlink-at-4-header-of-other-profile  # the length byte of a hash is not checked
entry-decode-bamboo-lipmaalink-at-4-length-00  # the length byte of a hash is not checked
entry-decode-bamboo-lipmaalink-at-4-length-01  # the length byte of a hash is not checked
entry-decode-bamboo-lipmaalink-at-4-length-3f  # the length byte of a hash is not checked
entry-decode-bamboo-lipmaalink-at-4-length-41  # the length byte of a hash is not checked
entry-decode-bamboo-lipmaalink-at-4-length-7f  # the length byte of a hash is not checked
entry-decode-bamboo-lipmaalink-at-4-length-c0  # the length byte of a hash is not checked
entry-decode-bamboo-lipmaalink-at-4-length-f7  # the length byte of a hash is not checked
entry-decode-bamboo-lipmaalink-at-4-length-ff  # the length byte of a hash is not checked
entry-decode-bamboo-lipmaalink-at-4-header-of-other-profile  # the length byte of a hash is not checked

entry-decode-bamboo-trailing-zero-at-1  # bytes after the signature are ignored
entry-decode-bamboo-trailing-ff-at-1  # bytes after the signature are ignored
entry-decode-bamboo-trailing-newline-at-1  # bytes after the signature are ignored
entry-decode-bamboo-trailing-signature-again-at-1  # bytes after the signature are ignored
entry-decode-bamboo-trailing-entry-again-at-1  # bytes after the signature are ignored
entry-decode-bamboo-trailing-hash-at-1  # bytes after the signature are ignored
entry-decode-bamboo-trailing-1000-bytes-at-1  # bytes after the signature are ignored
entry-decode-bamboo-trailing-crafted-1-at-1  # bytes after the signature are ignored
entry-decode-bamboo-trailing-crafted-2-at-1  # bytes after the signature are ignored
entry-decode-bamboo-trailing-crafted-3-at-1  # bytes after the signature are ignored
entry-decode-bamboo-trailing-crafted-4-at-1  # bytes after the signature are ignored
entry-decode-bamboo-trailing-crafted-5-at-1  # bytes after the signature are ignored
entry-decode-bamboo-trailing-crafted-6-at-1  # bytes after the signature are ignored
entry-decode-bamboo-trailing-crafted-7-at-1  # bytes after the signature are ignored
entry-decode-bamboo-trailing-crafted-8-at-1  # bytes after the signature are ignored
entry-decode-bamboo-trailing-crafted-9-at-1  # bytes after the signature are ignored
entry-decode-bamboo-trailing-crafted-10-at-1  # bytes after the signature are ignored
entry-decode-bamboo-trailing-crafted-11-at-1  # bytes after the signature are ignored
entry-decode-bamboo-trailing-crafted-12-at-1  # bytes after the signature are ignored
entry-decode-bamboo-trailing-crafted-13-at-1  # bytes after the signature are ignored
entry-decode-bamboo-trailing-crafted-14-at-1  # bytes after the signature are ignored
entry-decode-bamboo-trailing-crafted-15-at-1  # bytes after the signature are ignored
entry-decode-bamboo-trailing-crafted-16-at-1  # bytes after the signature are ignored
entry-decode-bamboo-trailing-crafted-17-at-1  # bytes after the signature are ignored
entry-decode-bamboo-trailing-crafted-18-at-1  # bytes after the signature are ignored
entry-decode-bamboo-trailing-crafted-19-at-1  # bytes after the signature are ignored
entry-decode-bamboo-trailing-crafted-20-at-1  # bytes after the signature are ignored
entry-decode-bamboo-trailing-crafted-21-at-1  # bytes after the signature are ignored
entry-decode-bamboo-trailing-crafted-22-at-1  # bytes after the signature are ignored
entry-decode-bamboo-trailing-crafted-23-at-1  # bytes after the signature are ignored
entry-decode-bamboo-trailing-crafted-24-at-1  # bytes after the signature are ignored
entry-decode-bamboo-trailing-crafted-25-at-1  # bytes after the signature are ignored
entry-decode-bamboo-trailing-crafted-26-at-1  # bytes after the signature are ignored
entry-decode-bamboo-trailing-crafted-27-at-1  # bytes after the signature are ignored
entry-decode-bamboo-trailing-crafted-28-at-1  # bytes after the signature are ignored
entry-decode-bamboo-trailing-crafted-29-at-1  # bytes after the signature are ignored
entry-decode-bamboo-trailing-crafted-30-at-1  # bytes after the signature are ignored
entry-decode-bamboo-trailing-crafted-31-at-1  # bytes after the signature are ignored
entry-decode-bamboo-trailing-crafted-32-at-1  # bytes after the signature are ignored
entry-decode-bamboo-trailing-zero-at-2  # bytes after the signature are ignored
entry-decode-bamboo-trailing-ff-at-2  # bytes after the signature are ignored
entry-decode-bamboo-trailing-newline-at-2  # bytes after the signature are ignored
entry-decode-bamboo-trailing-signature-again-at-2  # bytes after the signature are ignored
entry-decode-bamboo-trailing-entry-again-at-2  # bytes after the signature are ignored
entry-decode-bamboo-trailing-hash-at-2  # bytes after the signature are ignored
entry-decode-bamboo-trailing-1000-bytes-at-2  # bytes after the signature are ignored
entry-decode-bamboo-trailing-crafted-1-at-2  # bytes after the signature are ignored
entry-decode-bamboo-trailing-crafted-32-at-2  # bytes after the signature are ignored
entry-decode-bamboo-trailing-zero-at-4  # bytes after the signature are ignored
entry-decode-bamboo-trailing-ff-at-4  # bytes after the signature are ignored
entry-decode-bamboo-trailing-newline-at-4  # bytes after the signature are ignored
entry-decode-bamboo-trailing-signature-again-at-4  # bytes after the signature are ignored
entry-decode-bamboo-trailing-entry-again-at-4  # bytes after the signature are ignored
entry-decode-bamboo-trailing-hash-at-4  # bytes after the signature are ignored
entry-decode-bamboo-trailing-1000-bytes-at-4  # bytes after the signature are ignored
entry-decode-bamboo-trailing-crafted-1-at-4  # bytes after the signature are ignored
entry-decode-bamboo-trailing-crafted-32-at-4  # bytes after the signature are ignored

message-decode-of-another-part  # other keys are ignored, and a field may come twice
message-decode-fields-with-another-part  # other keys are ignored, and a field may come twice
message-decode-fields-twice  # other keys are ignored, and a field may come twice

message-decode-action-create-with-id  # keys that the action does not have are taken, and those that it has may be missing
message-decode-action-create-without-fields  # keys that the action does not have are taken, and those that it has may be missing
message-decode-action-update-without-id  # keys that the action does not have are taken, and those that it has may be missing
message-decode-action-update-without-fields  # keys that the action does not have are taken, and those that it has may be missing
message-decode-action-delete-without-id  # keys that the action does not have are taken, and those that it has may be missing
message-decode-action-delete-with-fields  # keys that the action does not have are taken, and those that it has may be missing

message-decode-schema-cut-off  # hashes are not looked at
message-decode-schema-of-half-a-byte  # hashes are not looked at
message-decode-schema-of-no-hex  # hashes are not looked at
message-decode-schema-of-hash-type-1  # hashes are not looked at
message-decode-schema-of-blake3  # hashes are not looked at
message-decode-id-cut-off  # hashes are not looked at
message-decode-fields-relation-of-bytes  # hashes are not looked at
message-decode-fields-relation-cut-off  # hashes are not looked at

message-decode-fields-of-none  # no field is taken for enough
message-decode-fields-null  # no field is taken for enough

message-decode-fields-float-of-int  # values of another type are converted
message-decode-fields-str-of-bytes  # values of another type are converted

message-decode-cbor-long-int  # CBOR need not be canonical
message-decode-cbor-long-float  # CBOR need not be canonical
message-decode-cbor-indefinite-text  # CBOR need not be canonical

message-decode-names-of-any-kind-and-order  # fields come back sorted by their names, and numbers as doubles
`;
