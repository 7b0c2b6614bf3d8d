/** A document to begin with. */
export interface Example {
  readonly title: string;
  /** What there is to see. */
  readonly lesson: string;
  /** As `stepsText` writes them. */
  readonly steps: string;
  /** The name of the operation that is chosen at first. */
  readonly chosen: string;
}

/** In the order in which they are offered. What they show hangs on their ids, and so on each of their bytes. */
export const EXAMPLES: readonly Example[] = [
  {
    title: 'three at once',
    lesson:
      'Ada, Ben and Cleo each gave the venue a name without knowing of the others. In p2panda the three stand by ascending ids; deployed nodes take the lowest first and then the others from the highest down, and end with another name.',
    steps: 'A,n=Kino;B,n=Halle;C,n=Keller',
    chosen: 'B1',
  },
  {
    title: 'a merge',
    lesson:
      'Two names were given at once. Then all learned of all, and Cleo decided: her update names both, so it comes last in both profiles, and nothing is in conflict any more.',
    steps: 'A,n=Kino;B,n=Halle;*;C,n=Kulturhaus,s=300',
    chosen: 'C1',
  },
  {
    title: 'a merge too early',
    lesson:
      'Cleo merged A2 and B1, and replaced the name that Ben gave, while Ada went on. Deployed nodes come to the merge C1 before B1, which it names: the name that Cleo had replaced is back.',
    steps: 'A,s=200;B,n=Kino;C+;C,n=Halle;A,o=0',
    chosen: 'C1',
  },
  {
    title: 'a delete in a branch',
    lesson:
      'Ben deleted the document while Ada and Cleo updated it. It is deleted, wherever the DELETE stands in the order. The view id is the DELETE alone in p2panda, and all tips to deployed nodes.',
    steps: 'A,s=90;B!;C,n=Halle',
    chosen: 'B1',
  },
  {
    title: 'naming an ancestor',
    lesson:
      'Ben named A2 and also A1, which comes before it. Tips never do. Deployed nodes apply B1 twice, the second time behind C1, and the name that Cleo gave is gone.',
    steps: 'A,n=Kino;*;B@0.1,n=Garten;C,n=Dach',
    chosen: 'B1',
  },
  {
    title: 'a circle that is none',
    lesson:
      'Ben and Cleo both named an operation and its ancestor. Deployed nodes come to some so often that they take the document for a circle: they have none, where p2panda has one.',
    steps: 'A,n=Kino;*;B@0.1,n=Garten;*;C@0.2,s=250',
    chosen: 'C1',
  },
  {
    title: 'a new document',
    lesson:
      'Ada created the document, and everybody knows it. Write as somebody, then as somebody else who does not know of it yet.',
    steps: '',
    chosen: 'A1',
  },
];
