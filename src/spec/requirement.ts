/** The keywords of BCP 14 that a requirement can have. Longer ones first, so that a search finds them whole. */
export const KEYWORDS = ['MUST NOT', 'MUST', 'SHOULD NOT', 'SHOULD', 'MAY'] as const;

/** One of the {@link KEYWORDS}. */
export type Keyword = (typeof KEYWORDS)[number];

/** The profiles that a requirement can hold for. */
export const PROFILES = ['bamboo', 'p2panda', 'p2panda-compat'] as const;

/** One of the {@link PROFILES}. */
export type Profile = (typeof PROFILES)[number];

/** One numbered requirement of the specification. */
export interface Requirement {
  /** Permanent, as in `BAM-ENC-003`. */
  readonly id: string;
  readonly keyword: Keyword;
  readonly profiles: readonly Profile[];
  /** The chapter's file without its extension, as in `06-entries`. */
  readonly chapter: string;
  /** Title of the section that it stands in, or of the chapter where it stands before the first section. */
  readonly section: string;
  /** Its anchor in the rendered specification, as in `bam-enc-003`. */
  readonly anchor: string;
  /** The sentence, as Markdown. */
  readonly text: string;
  /** Why no vector can test it, as Markdown. */
  readonly untested?: string;
}

/** The form of an id: two series of capitals, and three digits. */
export const ID = /^(?:BAM|PAN|SUI)-[A-Z]{3}-[0-9]{3}$/;

/** All that is meant as an id, well formed or not. */
export const MENTIONED_ID = /\b(?:BAM|PAN|SUI)-[A-Za-z]+-[0-9]+\b/g;

/** What is wrong with the specification, and where. */
export interface Problem {
  /** As in `06-entries.md:12`, or a file of vectors. */
  readonly where: string;
  readonly message: string;
}
