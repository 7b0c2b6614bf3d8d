import { constant, faultsOf, lax, refuse, SAMPLED, step } from './data.js';

const fault = faultsOf('operation.validate', 'operation-validate');

/** A validator that looks at media types in its own way. */
const mime = (isMime: (text: string, right: (text: string) => boolean) => boolean) =>
  step('isMimeType', (right, text) => isMime(text, right));

const blobFaults = [
  fault('mime-type-not-checked', 'Does not look at the media type.', lax('blob_v1.mime_type')),
  fault(
    'mime-type-with-a-slash',
    'Takes anything with a slash in it for a media type.',
    mime((text) => text.includes('/')),
  ),
  fault(
    'mime-type-without-slash',
    'Takes a type without a subtype.',
    mime((text, right) => right(text) || /^[a-z]+$/.test(text)),
  ),
  fault(
    'mime-type-without-type',
    'Takes a subtype without a type.',
    mime((text, right) => right(text) || /^\/[a-z]+$/.test(text)),
  ),
  fault(
    'mime-type-without-subtype',
    'Takes an empty subtype.',
    mime((text, right) => right(text) || /^[a-z]+\/$/.test(text)),
  ),
  fault(
    'mime-type-of-two-slashes',
    'Takes a second slash.',
    mime((text, right) => right(text.replace(/^([^/]*\/[^/]*)\/[^/]*$/, '$1'))),
    SAMPLED,
  ),
  fault(
    'mime-type-in-capitals',
    'Takes capitals in media types.',
    mime((text, right) => right(text.toLowerCase())),
  ),
  fault(
    'mime-type-with-parameters',
    'Takes parameters behind a media type.',
    mime((text, right) => right(text.split(';')[0]!)),
    SAMPLED,
  ),
  fault(
    'mime-type-with-a-blank',
    'Takes a blank within a media type.',
    mime((text, right) => right(text.replaceAll(' ', ''))),
    SAMPLED,
  ),
  fault(
    'mime-type-with-a-line-end',
    'Takes a line end behind a media type.',
    mime((text, right) => right(text.replace(/\n$/, ''))),
    SAMPLED,
  ),
  fault(
    'mime-type-star',
    'Takes a star for any subtype.',
    mime((text, right) => right(text.replaceAll('*', 'a'))),
    SAMPLED,
  ),
  fault(
    'mime-type-of-letters',
    'Takes letters alone in a subtype.',
    mime((text, right) => right(text) && /^[a-z-]+\/[a-z]+$/.test(text)),
  ),
  fault(
    'mime-type-without-plus',
    'Refuses a plus sign in a subtype.',
    mime((text, right) => right(text) && !text.includes('+')),
  ),
  fault(
    'mime-type-without-points',
    'Refuses points in a subtype.',
    mime((text, right) => right(text) && !text.includes('.')),
  ),
  fault(
    'pieces-empty',
    'Takes a blob without pieces.',
    step('checkPieces', () => undefined),
    SAMPLED,
  ),
  fault(
    'pieces-ascending',
    'Wants the pieces of a blob to ascend.',
    step('checkPieces', (right, pieces) => {
      right(pieces);
      const ids = pieces.map((view) => String(view));
      if (ids.some((id, i) => i > 0 && ids[i - 1]! >= id)) refuse('VIEW_ID_NOT_SORTED');
    }),
    SAMPLED,
  ),
  fault('piece-of-256001', 'Takes a piece of 256,001 bytes.', constant('maxPiece', 256_001), SAMPLED),
  fault('piece-of-256-kib', 'Takes pieces of up to 256 KiB.', constant('maxPiece', 262_144)),
  fault(
    'piece-of-nothing',
    'Refuses an empty piece.',
    step('checkPiece', (right, length) => (length === 0 ? refuse('BLOB_PIECES_EMPTY') : right(length))),
    SAMPLED,
  ),
];

export const dataBlobFaults = [...blobFaults];
