import type { LogProfile as Profile } from '../../../src/conformance/protocol.js';
import { equal } from '../implementation/bytes.js';
import type { Draft, Links } from '../implementation/entries.js';
import { Implementation } from '../implementation/implementation.js';
import { Refusal } from '../implementation/refusal.js';
import { mutant } from '../mutant.js';
import { Careless, changing } from './encoders.js';

const fault = (name: string, sentence: string, inside: new () => Implementation, profile?: Profile) =>
  mutant({ name: `entry-encode-${name}`, sentence, ops: ['entry.encode'], inside, profile });

export const entryEncodeLinkFaults = [
  fault(
    'links-swapped',
    'Writes the backlink before the lipmaalink.',
    class extends Careless {
      override linkFields(links: Links) {
        return super.linkFields(links).reverse();
      }
    },
  ),
  fault(
    'links-taken-for-each-other',
    'Puts the lipmaalink in the place of the backlink, and the other way round.',
    changing((draft) => ({
      ...draft,
      lipmaalink: draft.backlink,
      backlink: draft.lipmaalink ?? draft.backlink,
    })),
  ),
  fault(
    'superfluous-links-written',
    'Writes the links that it is given.',
    class extends Careless {
      override dueLinks({ lipmaalink, backlink }: Draft) {
        return { lipmaalink, backlink };
      }
    },
  ),
  fault(
    'superfluous-lipmaalink-written',
    'Writes a lipmaalink that it is given, needed or not.',
    class extends Careless {
      override dueLinks(draft: Draft) {
        return { ...super.dueLinks(draft), lipmaalink: draft.lipmaalink };
      }
    },
  ),
  fault(
    'superfluous-backlink-written',
    'Writes a backlink that it is given, needed or not.',
    class extends Careless {
      override dueLinks(draft: Draft) {
        return { ...super.dueLinks(draft), backlink: draft.backlink };
      }
    },
  ),
  fault(
    'superfluous-lipmaalink-refused',
    'Refuses a lipmaalink that is not needed.',
    class extends Implementation {
      override dueLinks(draft: Draft) {
        const due = super.dueLinks(draft);
        if (draft.lipmaalink && !due.lipmaalink) throw new Refusal('LINKS_IDENTICAL');
        return due;
      }
    },
  ),
  fault(
    'superfluous-backlink-refused',
    'Refuses a backlink that is not needed.',
    class extends Implementation {
      override dueLinks(draft: Draft) {
        const due = super.dueLinks(draft);
        if (draft.backlink && !due.backlink) throw new Refusal('LINKS_IDENTICAL');
        return due;
      }
    },
  ),
  fault(
    'lipmaalink-always',
    'Writes the backlink as lipmaalink too where both would be the same.',
    class extends Careless {
      override dueLinks(draft: Draft) {
        const due = super.dueLinks(draft);
        return { ...due, lipmaalink: due.lipmaalink ?? due.backlink };
      }
    },
  ),
  fault(
    'lipmaalink-never',
    'Never writes a lipmaalink.',
    class extends Careless {
      override dueLinks(draft: Draft) {
        return { ...super.dueLinks(draft), lipmaalink: null };
      }
    },
  ),
  fault(
    'backlink-left-out-beside-lipmaalink',
    'Writes one link, the lipmaalink where there is one.',
    class extends Careless {
      override dueLinks(draft: Draft) {
        const due = super.dueLinks(draft);
        return due.lipmaalink ? { ...due, backlink: null } : due;
      }
    },
  ),
  fault(
    'link-type-not-checked',
    'Writes links without looking at their type.',
    class extends Implementation {
      override checkHashType() {
        // Nothing.
      }
    },
  ),
  fault(
    'link-length-not-checked',
    'Writes links without looking at the length that they name.',
    class extends Implementation {
      override checkHashLength() {
        // Nothing.
      }
    },
  ),
  fault(
    'identical-links-made',
    'Makes entries whose links are the same.',
    class extends Implementation {
      override checkLinksDiffer() {
        // Nothing.
      }
    },
    'p2panda',
  ),
  fault(
    'identical-links-refused',
    'Refuses links that are the same.',
    class extends Implementation {
      override checkLinksDiffer(_: Profile, links: Links) {
        super.checkLinksDiffer('p2panda', links);
      }
    },
    'bamboo',
  ),
  fault(
    'identical-links-refused-before-they-are-left-out',
    'Compares the links that it is given, though one of them is left out.',
    class extends Implementation {
      override encodeEntry(profile: Profile, draft: Draft) {
        const { lipmaalink, backlink } = draft;
        if (lipmaalink && backlink && equal(lipmaalink, backlink)) throw new Refusal('LINKS_IDENTICAL');
        return super.encodeEntry(profile, draft);
      }
    },
    'p2panda',
  ),
];
