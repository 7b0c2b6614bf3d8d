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

operation-decode-p2panda-schema-id-v2  # versions of system schemas are not checked, and may have a sign or leading zeros
operation-decode-p2panda-real-110-schema-id-v01  # versions of system schemas are not checked, and may have a sign or leading zeros
operation-encode-p2panda-schema-v2  # versions of system schemas are not checked, and may have a sign or leading zeros
operation-encode-p2panda-schema-v01  # versions of system schemas are not checked, and may have a sign or leading zeros
schema-id-p2panda-version-0  # versions of system schemas are not checked, and may have a sign or leading zeros
schema-id-p2panda-version-2  # versions of system schemas are not checked, and may have a sign or leading zeros
schema-id-p2panda-version-10  # versions of system schemas are not checked, and may have a sign or leading zeros
schema-id-p2panda-version-255  # versions of system schemas are not checked, and may have a sign or leading zeros
schema-id-p2panda-version-01  # versions of system schemas are not checked, and may have a sign or leading zeros
schema-id-p2panda-version-00000001  # versions of system schemas are not checked, and may have a sign or leading zeros
schema-id-p2panda-version-00  # versions of system schemas are not checked, and may have a sign or leading zeros
schema-id-p2panda-version-plus-1  # versions of system schemas are not checked, and may have a sign or leading zeros
schema-id-p2panda-version-plus-01  # versions of system schemas are not checked, and may have a sign or leading zeros

operation-decode-p2panda-previous-of-text  # previous operations are taken as text or as lists of numbers, too
operation-decode-p2panda-real-38-previous-as-text-h-h-sorted  # previous operations are taken as text or as lists of numbers, too
operation-decode-p2panda-real-44-previous-items-as-array-of-ints-34-ints  # previous operations are taken as text or as lists of numbers, too

operation-decode-p2panda-previous-of-length-byte-21  # the length byte of an operation id is not checked
operation-decode-p2panda-real-99-value-hash-with-len-byte-21-in-array  # the length byte of an operation id is not checked
operation-encode-p2panda-previous-of-length-21  # the length byte of an operation id is not checked
schema-id-p2panda-id-of-length-byte-21  # the length byte of an operation id is not checked
schema-id-p2panda-id-of-length-byte-00  # the length byte of an operation id is not checked

operation-decode-p2panda-fields-none-in-create  # no field is taken for enough
operation-decode-p2panda-fields-none-in-update  # no field is taken for enough
operation-encode-p2panda-create-of-no-fields  # no field is taken for enough
operation-encode-p2panda-update-of-no-fields  # no field is taken for enough

operation-decode-p2panda-name-of-65  # names of fields are not checked
operation-decode-p2panda-name-digit-first  # names of fields are not checked
operation-decode-p2panda-name-underscore-first  # names of fields are not checked
operation-decode-p2panda-name-blank  # names of fields are not checked
operation-decode-p2panda-name-hyphen  # names of fields are not checked
operation-decode-p2panda-name-umlaut  # names of fields are not checked
operation-decode-p2panda-name-line-end-last  # names of fields are not checked
operation-decode-p2panda-name-nul  # names of fields are not checked
operation-decode-p2panda-real-54-field-name-empty  # names of fields are not checked
operation-decode-p2panda-real-56-field-name-invalid-chars  # names of fields are not checked
operation-encode-p2panda-name-of-65  # names of fields are not checked
operation-encode-p2panda-name-empty  # names of fields are not checked
operation-encode-p2panda-name-digit-first  # names of fields are not checked
operation-encode-p2panda-name-underscore-first  # names of fields are not checked
operation-encode-p2panda-name-hyphen  # names of fields are not checked
operation-encode-p2panda-name-blank  # names of fields are not checked
operation-encode-p2panda-name-umlaut  # names of fields are not checked
operation-encode-p2panda-name-line-end-last  # names of fields are not checked

operation-decode-p2panda-long-int-of-1  # numbers and lengths need not be in the shortest form
operation-decode-p2panda-long-zero-of-1  # numbers and lengths need not be in the shortest form
operation-decode-p2panda-long-negative-of-1  # numbers and lengths need not be in the shortest form
operation-decode-p2panda-long-bytes-of-1  # numbers and lengths need not be in the shortest form
operation-decode-p2panda-long-text-of-1  # numbers and lengths need not be in the shortest form
operation-decode-p2panda-long-list-of-1  # numbers and lengths need not be in the shortest form
operation-decode-p2panda-long-list-in-a-list-of-1  # numbers and lengths need not be in the shortest form
operation-decode-p2panda-long-map-of-1  # numbers and lengths need not be in the shortest form
operation-decode-p2panda-long-int-of-2  # numbers and lengths need not be in the shortest form
operation-decode-p2panda-long-text-of-2  # numbers and lengths need not be in the shortest form
operation-decode-p2panda-long-map-of-2  # numbers and lengths need not be in the shortest form
operation-decode-p2panda-long-int-of-4  # numbers and lengths need not be in the shortest form
operation-decode-p2panda-long-text-of-4  # numbers and lengths need not be in the shortest form
operation-decode-p2panda-long-map-of-4  # numbers and lengths need not be in the shortest form
operation-decode-p2panda-long-int-of-8  # numbers and lengths need not be in the shortest form
operation-decode-p2panda-long-zero-of-8  # numbers and lengths need not be in the shortest form
operation-decode-p2panda-long-negative-of-8  # numbers and lengths need not be in the shortest form
operation-decode-p2panda-long-bytes-of-8  # numbers and lengths need not be in the shortest form
operation-decode-p2panda-long-text-of-8  # numbers and lengths need not be in the shortest form
operation-decode-p2panda-long-list-of-8  # numbers and lengths need not be in the shortest form
operation-decode-p2panda-long-list-in-a-list-of-8  # numbers and lengths need not be in the shortest form
operation-decode-p2panda-long-map-of-8  # numbers and lengths need not be in the shortest form
operation-decode-p2panda-long-operation  # numbers and lengths need not be in the shortest form
operation-decode-p2panda-long-action  # numbers and lengths need not be in the shortest form
operation-decode-p2panda-long-schema-id  # numbers and lengths need not be in the shortest form
operation-decode-p2panda-long-name  # numbers and lengths need not be in the shortest form
operation-decode-p2panda-real-16-version-1-noncanonical-1801  # numbers and lengths need not be in the shortest form
operation-decode-p2panda-real-17-version-1-noncanonical-1b0-1  # numbers and lengths need not be in the shortest form
operation-decode-p2panda-real-65-value-int-noncanonical-1801  # numbers and lengths need not be in the shortest form
operation-decode-p2panda-real-66-value-int-noncanonical-190001  # numbers and lengths need not be in the shortest form
operation-decode-p2panda-real-89-value-array-noncanonical-len-9800  # numbers and lengths need not be in the shortest form
operation-decode-p2panda-real-109-schema-id-noncanonical-len-79  # numbers and lengths need not be in the shortest form

operation-decode-p2panda-indefinite-text-of-nothing  # strings, lists and maps may be of indefinite length
operation-decode-p2panda-indefinite-text-of-an-empty-piece  # strings, lists and maps may be of indefinite length
operation-decode-p2panda-indefinite-text-in-three  # strings, lists and maps may be of indefinite length
operation-decode-p2panda-indefinite-bytes-of-nothing  # strings, lists and maps may be of indefinite length
operation-decode-p2panda-indefinite-bytes-in-two  # strings, lists and maps may be of indefinite length
operation-decode-p2panda-indefinite-list-of-nothing  # strings, lists and maps may be of indefinite length
operation-decode-p2panda-indefinite-list-of-ids  # strings, lists and maps may be of indefinite length
operation-decode-p2panda-indefinite-list-of-lists  # strings, lists and maps may be of indefinite length
operation-decode-p2panda-indefinite-id  # strings, lists and maps may be of indefinite length
operation-decode-p2panda-indefinite-operation  # strings, lists and maps may be of indefinite length
operation-decode-p2panda-indefinite-operation-without-an-end  # strings, lists and maps may be of indefinite length
operation-decode-p2panda-indefinite-operation-and-an-item-more  # strings, lists and maps may be of indefinite length
operation-decode-p2panda-indefinite-map  # strings, lists and maps may be of indefinite length
operation-decode-p2panda-indefinite-name  # strings, lists and maps may be of indefinite length
operation-decode-p2panda-indefinite-previous  # strings, lists and maps may be of indefinite length
operation-decode-p2panda-real-80-value-indef-text  # strings, lists and maps may be of indefinite length
operation-decode-p2panda-real-81-value-indef-bytes  # strings, lists and maps may be of indefinite length
operation-decode-p2panda-real-90-value-indef-array-of-hash  # strings, lists and maps may be of indefinite length
operation-decode-p2panda-real-101-indef-outer-array-too-many  # strings, lists and maps may be of indefinite length
operation-decode-p2panda-real-108-schema-id-indef-text  # strings, lists and maps may be of indefinite length

operation-decode-p2panda-tagged-operation  # tags are passed over
operation-decode-p2panda-tagged-operation-twice  # tags are passed over
operation-decode-p2panda-tagged-version  # tags are passed over
operation-decode-p2panda-tagged-action  # tags are passed over
operation-decode-p2panda-tagged-id  # tags are passed over
operation-decode-p2panda-tagged-fields  # tags are passed over
operation-decode-p2panda-tagged-name  # tags are passed over
operation-decode-p2panda-real-107-outer-tag-1  # tags are passed over

operation-decode-p2panda-tagged-bignum-0  # bignums are taken for integers
operation-decode-p2panda-tagged-bignum-1-with-zeros  # bignums are taken for integers
operation-decode-p2panda-tagged-bignum-2-to-the-63-less-1  # bignums are taken for integers
operation-decode-p2panda-tagged-bignum-minus-2-to-the-63  # bignums are taken for integers
operation-decode-p2panda-tagged-bignum-as-action  # bignums are taken for integers
operation-decode-p2panda-real-20-version-bignum-c24101  # bignums are taken for integers
operation-decode-p2panda-real-67-value-bignum-c24101  # bignums are taken for integers
operation-decode-p2panda-real-69-value-neg-bignum-c34100  # bignums are taken for integers

operation-decode-p2panda-float-fa3f800000  # floats need not be the shortest, and every NaN is taken
operation-decode-p2panda-float-fb3ff0000000000000  # floats need not be the shortest, and every NaN is taken
operation-decode-p2panda-float-fa00000000  # floats need not be the shortest, and every NaN is taken
operation-decode-p2panda-float-fb0000000000000000  # floats need not be the shortest, and every NaN is taken
operation-decode-p2panda-float-fb8000000000000000  # floats need not be the shortest, and every NaN is taken
operation-decode-p2panda-float-fa33800000  # floats need not be the shortest, and every NaN is taken
operation-decode-p2panda-float-fb36a0000000000000  # floats need not be the shortest, and every NaN is taken
operation-decode-p2panda-float-fb40effc2000000000  # floats need not be the shortest, and every NaN is taken
operation-decode-p2panda-float-fa7f800000  # floats need not be the shortest, and every NaN is taken
operation-decode-p2panda-float-fb7ff0000000000000  # floats need not be the shortest, and every NaN is taken
operation-decode-p2panda-float-f97e01  # floats need not be the shortest, and every NaN is taken
operation-decode-p2panda-float-f97c01  # floats need not be the shortest, and every NaN is taken
operation-decode-p2panda-float-f9fe00  # floats need not be the shortest, and every NaN is taken
operation-decode-p2panda-float-f97fff  # floats need not be the shortest, and every NaN is taken
operation-decode-p2panda-float-fa7fc00000  # floats need not be the shortest, and every NaN is taken
operation-decode-p2panda-float-fa7f800001  # floats need not be the shortest, and every NaN is taken
operation-decode-p2panda-float-faffc00000  # floats need not be the shortest, and every NaN is taken
operation-decode-p2panda-float-fb7ff8000000000000  # floats need not be the shortest, and every NaN is taken
operation-decode-p2panda-float-fb7ff8000000000001  # floats need not be the shortest, and every NaN is taken
operation-decode-p2panda-float-fb7ff0000000000001  # floats need not be the shortest, and every NaN is taken
operation-decode-p2panda-float-fbfff8000000000000  # floats need not be the shortest, and every NaN is taken

operation-decode-p2panda-simple-f814  # false and true are taken in two bytes, too
operation-decode-p2panda-simple-f815  # false and true are taken in two bytes, too

operation-decode-p2panda-trailing-zero  # bytes after the operation are ignored
operation-decode-p2panda-trailing-null  # bytes after the operation are ignored
operation-decode-p2panda-trailing-operation  # bytes after the operation are ignored
operation-decode-p2panda-trailing-list  # bytes after the operation are ignored
operation-decode-p2panda-trailing-reserved  # bytes after the operation are ignored
operation-decode-p2panda-real-5-trailing-garbage-ff-after-op  # bytes after the operation are ignored

operation-decode-p2panda-real-111-schema-id-uppercase-hash  # hex may be in capitals
operation-encode-p2panda-schema-upper-case-hex  # hex may be in capitals
schema-id-p2panda-id-in-capitals  # hex may be in capitals
schema-id-p2panda-id-in-both-cases  # hex may be in capitals

operation-encode-p2panda-schema-of-one-letter  # names of schemas have two characters at least
schema-id-p2panda-name-of-1  # names of schemas have two characters at least
`;
