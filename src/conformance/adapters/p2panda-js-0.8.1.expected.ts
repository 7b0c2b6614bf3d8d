/** What p2panda-js 0.8.1 is known to fail, and why: see parseExpectedFailures for the format. */
export default `
entry-decode-p2panda-tag-02-at-1  # the tag is not checked: any byte is accepted
entry-decode-p2panda-tag-03-at-1  # the tag is not checked: any byte is accepted
entry-decode-p2panda-tag-10-at-1  # the tag is not checked: any byte is accepted
entry-decode-p2panda-tag-7f-at-1  # the tag is not checked: any byte is accepted
entry-decode-p2panda-tag-80-at-1  # the tag is not checked: any byte is accepted
entry-decode-p2panda-tag-81-at-1  # the tag is not checked: any byte is accepted
entry-decode-p2panda-tag-f8-at-1  # the tag is not checked: any byte is accepted
entry-decode-p2panda-tag-fe-at-1  # the tag is not checked: any byte is accepted
entry-decode-p2panda-tag-ff-at-1  # the tag is not checked: any byte is accepted
entry-decode-p2panda-tag-02-at-4  # the tag is not checked: any byte is accepted
entry-decode-p2panda-tag-03-at-4  # the tag is not checked: any byte is accepted
entry-decode-p2panda-tag-10-at-4  # the tag is not checked: any byte is accepted
entry-decode-p2panda-tag-7f-at-4  # the tag is not checked: any byte is accepted
entry-decode-p2panda-tag-80-at-4  # the tag is not checked: any byte is accepted
entry-decode-p2panda-tag-81-at-4  # the tag is not checked: any byte is accepted
entry-decode-p2panda-tag-f8-at-4  # the tag is not checked: any byte is accepted
entry-decode-p2panda-tag-fe-at-4  # the tag is not checked: any byte is accepted
entry-decode-p2panda-tag-ff-at-4  # the tag is not checked: any byte is accepted

entry-decode-p2panda-payload-hash-at-1-length-00  # the length byte of a hash is not checked
entry-decode-p2panda-payload-hash-at-1-length-01  # the length byte of a hash is not checked
entry-decode-p2panda-payload-hash-at-1-length-1f  # the length byte of a hash is not checked
entry-decode-p2panda-payload-hash-at-1-length-21  # the length byte of a hash is not checked
entry-decode-p2panda-payload-hash-at-1-length-7f  # the length byte of a hash is not checked
entry-decode-p2panda-payload-hash-at-1-length-a0  # the length byte of a hash is not checked
entry-decode-p2panda-payload-hash-at-1-length-f7  # the length byte of a hash is not checked
entry-decode-p2panda-payload-hash-at-1-length-ff  # the length byte of a hash is not checked
entry-decode-p2panda-payload-hash-at-1-header-of-other-profile  # the length byte of a hash is not checked
entry-decode-p2panda-backlink-at-2-length-00  # the length byte of a hash is not checked
entry-decode-p2panda-backlink-at-2-length-01  # the length byte of a hash is not checked
entry-decode-p2panda-backlink-at-2-length-1f  # the length byte of a hash is not checked
entry-decode-p2panda-backlink-at-2-length-21  # the length byte of a hash is not checked
entry-decode-p2panda-backlink-at-2-length-7f  # the length byte of a hash is not checked
entry-decode-p2panda-backlink-at-2-length-a0  # the length byte of a hash is not checked
entry-decode-p2panda-backlink-at-2-length-f7  # the length byte of a hash is not checked
entry-decode-p2panda-backlink-at-2-length-ff  # the length byte of a hash is not checked
entry-decode-p2panda-backlink-at-2-header-of-other-profile  # the length byte of a hash is not checked
entry-decode-p2panda-backlink-at-4-length-00  # the length byte of a hash is not checked
entry-decode-p2panda-backlink-at-4-length-01  # the length byte of a hash is not checked
entry-decode-p2panda-backlink-at-4-length-1f  # the length byte of a hash is not checked
entry-decode-p2panda-backlink-at-4-length-21  # the length byte of a hash is not checked
entry-decode-p2panda-backlink-at-4-length-7f  # the length byte of a hash is not checked
entry-decode-p2panda-backlink-at-4-length-a0  # the length byte of a hash is not checked
entry-decode-p2panda-backlink-at-4-length-f7  # the length byte of a hash is not checked
entry-decode-p2panda-backlink-at-4-length-ff  # the length byte of a hash is not checked
entry-decode-p2panda-backlink-at-4-header-of-other-profile  # the length byte of a hash is not checked
entry-decode-p2panda-lipmaalink-at-4-length-00  # the length byte of a hash is not checked
entry-decode-p2panda-lipmaalink-at-4-length-01  # the length byte of a hash is not checked
entry-decode-p2panda-lipmaalink-at-4-length-1f  # the length byte of a hash is not checked
entry-decode-p2panda-lipmaalink-at-4-length-21  # the length byte of a hash is not checked
entry-decode-p2panda-lipmaalink-at-4-length-7f  # the length byte of a hash is not checked
entry-decode-p2panda-lipmaalink-at-4-length-a0  # the length byte of a hash is not checked
entry-decode-p2panda-lipmaalink-at-4-length-f7  # the length byte of a hash is not checked
entry-decode-p2panda-lipmaalink-at-4-length-ff  # the length byte of a hash is not checked
entry-decode-p2panda-lipmaalink-at-4-header-of-other-profile  # the length byte of a hash is not checked

entry-decode-p2panda-trailing-crafted-1-at-1  # signed bytes are counted from the end of the input, so an author can make bytes after the signature pass
entry-decode-p2panda-trailing-crafted-2-at-1  # signed bytes are counted from the end of the input, so an author can make bytes after the signature pass
entry-decode-p2panda-trailing-crafted-3-at-1  # signed bytes are counted from the end of the input, so an author can make bytes after the signature pass
entry-decode-p2panda-trailing-crafted-4-at-1  # signed bytes are counted from the end of the input, so an author can make bytes after the signature pass
entry-decode-p2panda-trailing-crafted-5-at-1  # signed bytes are counted from the end of the input, so an author can make bytes after the signature pass
entry-decode-p2panda-trailing-crafted-6-at-1  # signed bytes are counted from the end of the input, so an author can make bytes after the signature pass
entry-decode-p2panda-trailing-crafted-7-at-1  # signed bytes are counted from the end of the input, so an author can make bytes after the signature pass
entry-decode-p2panda-trailing-crafted-8-at-1  # signed bytes are counted from the end of the input, so an author can make bytes after the signature pass
entry-decode-p2panda-trailing-crafted-9-at-1  # signed bytes are counted from the end of the input, so an author can make bytes after the signature pass
entry-decode-p2panda-trailing-crafted-10-at-1  # signed bytes are counted from the end of the input, so an author can make bytes after the signature pass
entry-decode-p2panda-trailing-crafted-11-at-1  # signed bytes are counted from the end of the input, so an author can make bytes after the signature pass
entry-decode-p2panda-trailing-crafted-12-at-1  # signed bytes are counted from the end of the input, so an author can make bytes after the signature pass
entry-decode-p2panda-trailing-crafted-13-at-1  # signed bytes are counted from the end of the input, so an author can make bytes after the signature pass
entry-decode-p2panda-trailing-crafted-14-at-1  # signed bytes are counted from the end of the input, so an author can make bytes after the signature pass
entry-decode-p2panda-trailing-crafted-15-at-1  # signed bytes are counted from the end of the input, so an author can make bytes after the signature pass
entry-decode-p2panda-trailing-crafted-16-at-1  # signed bytes are counted from the end of the input, so an author can make bytes after the signature pass
entry-decode-p2panda-trailing-crafted-17-at-1  # signed bytes are counted from the end of the input, so an author can make bytes after the signature pass
entry-decode-p2panda-trailing-crafted-18-at-1  # signed bytes are counted from the end of the input, so an author can make bytes after the signature pass
entry-decode-p2panda-trailing-crafted-19-at-1  # signed bytes are counted from the end of the input, so an author can make bytes after the signature pass
entry-decode-p2panda-trailing-crafted-20-at-1  # signed bytes are counted from the end of the input, so an author can make bytes after the signature pass
entry-decode-p2panda-trailing-crafted-21-at-1  # signed bytes are counted from the end of the input, so an author can make bytes after the signature pass
entry-decode-p2panda-trailing-crafted-22-at-1  # signed bytes are counted from the end of the input, so an author can make bytes after the signature pass
entry-decode-p2panda-trailing-crafted-23-at-1  # signed bytes are counted from the end of the input, so an author can make bytes after the signature pass
entry-decode-p2panda-trailing-crafted-24-at-1  # signed bytes are counted from the end of the input, so an author can make bytes after the signature pass
entry-decode-p2panda-trailing-crafted-25-at-1  # signed bytes are counted from the end of the input, so an author can make bytes after the signature pass
entry-decode-p2panda-trailing-crafted-26-at-1  # signed bytes are counted from the end of the input, so an author can make bytes after the signature pass
entry-decode-p2panda-trailing-crafted-27-at-1  # signed bytes are counted from the end of the input, so an author can make bytes after the signature pass
entry-decode-p2panda-trailing-crafted-28-at-1  # signed bytes are counted from the end of the input, so an author can make bytes after the signature pass
entry-decode-p2panda-trailing-crafted-29-at-1  # signed bytes are counted from the end of the input, so an author can make bytes after the signature pass
entry-decode-p2panda-trailing-crafted-30-at-1  # signed bytes are counted from the end of the input, so an author can make bytes after the signature pass
entry-decode-p2panda-trailing-crafted-31-at-1  # signed bytes are counted from the end of the input, so an author can make bytes after the signature pass
entry-decode-p2panda-trailing-crafted-32-at-1  # signed bytes are counted from the end of the input, so an author can make bytes after the signature pass
entry-decode-p2panda-trailing-crafted-1-at-2  # signed bytes are counted from the end of the input, so an author can make bytes after the signature pass
entry-decode-p2panda-trailing-crafted-32-at-2  # signed bytes are counted from the end of the input, so an author can make bytes after the signature pass
entry-decode-p2panda-trailing-crafted-1-at-4  # signed bytes are counted from the end of the input, so an author can make bytes after the signature pass
entry-decode-p2panda-trailing-crafted-32-at-4  # signed bytes are counted from the end of the input, so an author can make bytes after the signature pass

entry-encode-p2panda-payload-of-0  # an empty payload is refused

entry-encode-p2panda-end-of-log-1  # there is no call to sign the last entry of a log
entry-encode-p2panda-end-of-log-2  # there is no call to sign the last entry of a log
entry-encode-p2panda-end-of-log-4  # there is no call to sign the last entry of a log
entry-encode-p2panda-end-of-log-18446744073709551615  # there is no call to sign the last entry of a log

entry-encode-p2panda-superfluous-backlink-at-1  # a link that the sequence number does not have is refused, not left out
entry-encode-p2panda-superfluous-lipmaalink-at-1  # a link that the sequence number does not have is refused, not left out
entry-encode-p2panda-superfluous-both-at-1  # a link that the sequence number does not have is refused, not left out
entry-encode-p2panda-superfluous-spoiled-lipmaalink-at-2  # a link that the sequence number does not have is refused, not left out
entry-encode-p2panda-superfluous-spoiled-backlink-at-1  # a link that the sequence number does not have is refused, not left out

entry-encode-p2panda-superfluous-lipmaalink-at-2  # a lipmaalink that the sequence number does not have is written all the same, and the entry cannot be decoded
entry-encode-p2panda-superfluous-lipmaalink-at-3  # a lipmaalink that the sequence number does not have is written all the same, and the entry cannot be decoded
entry-encode-p2panda-superfluous-lipmaalink-at-5  # a lipmaalink that the sequence number does not have is written all the same, and the entry cannot be decoded
entry-encode-p2panda-superfluous-lipmaalink-at-41  # a lipmaalink that the sequence number does not have is written all the same, and the entry cannot be decoded
entry-encode-p2panda-superfluous-lipmaalink-at-2-same-as-backlink  # a lipmaalink that the sequence number does not have is written all the same, and the entry cannot be decoded
entry-encode-p2panda-superfluous-lipmaalink-at-largest-but-one  # a lipmaalink that the sequence number does not have is written all the same, and the entry cannot be decoded

entry-encode-p2panda-refused-backlink-length-00  # the length byte of a hash is not checked, in signing either
entry-encode-p2panda-refused-backlink-length-less-1  # the length byte of a hash is not checked, in signing either
entry-encode-p2panda-refused-lipmaalink-length-plus-1  # the length byte of a hash is not checked, in signing either
entry-encode-p2panda-refused-lipmaalink-length-ff  # the length byte of a hash is not checked, in signing either

hash-p2panda-empty  # the empty input is refused
`;
