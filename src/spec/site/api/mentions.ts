import { ReflectionKind, type CommentDisplayPart, type ProjectReflection, type Reflection } from 'typedoc';
import { ID, MENTIONED_ID, type Requirement } from '../../requirement.js';

/** What is linked on each page, whatever its depth: replaced by the way to the site's root when the page is written. */
export const SITE = 'site:';

/** The requirements that documentation names. */
export interface Mentions {
  /** By a requirement's id, the names of the API that speak of it. */
  readonly by: ReadonlyMap<string, ReadonlySet<Reflection>>;
  /** Ids that no requirement has, each with who names it. */
  readonly unknown: readonly string[];
}

type KnownRequirement = Pick<Requirement, 'id' | 'anchor'>;

/** All ids from one to another, as in `BAM-LOG-001 to BAM-LOG-016`. */
const RANGE = new RegExp(`(${MENTIONED_ID.source}) to (${MENTIONED_ID.source})`, 'g');

/** What a reader would look up: an export, or a member of one. */
function lookedUp(reflection: Reflection): Reflection {
  const { Project, Module, Class, Interface, Constructor } = ReflectionKind;
  const isLookedUp = ({ parent }: Reflection, isConstructor: boolean): boolean =>
    !parent || parent.kindOf([Project, Module]) || (!isConstructor && parent.kindOf([Class, Interface]));
  let at = reflection;
  while (!isLookedUp(at, at.kindOf(Constructor))) at = at.parent!;
  return at;
}

/** Text with its ids made links. */
function linked(text: string, known: ReadonlyMap<string, KnownRequirement>): CommentDisplayPart[] {
  return text.split(new RegExp(`(${MENTIONED_ID.source})`)).flatMap((piece, i): CommentDisplayPart[] => {
    if (piece === '') return [];
    const requirement = i % 2 === 1 ? known.get(piece) : undefined;
    if (!requirement) return [{ kind: 'text', text: piece }];
    const target = `${SITE}requirements.html#${requirement.anchor}`;
    return [{ kind: 'inline-tag', tag: '@link', text: piece, target }];
  });
}

/** Links the requirements that comments name, and says who names which. A range names all that lie within. */
export function linkMentions(
  project: ProjectReflection,
  requirements: readonly KnownRequirement[],
): Mentions {
  const known = new Map(requirements.map((requirement) => [requirement.id, requirement]));
  const by = new Map<string, Set<Reflection>>();
  const unknown = new Set<string>();
  const note = (id: string, reflection: Reflection): void => {
    const namer = lookedUp(reflection);
    if (!known.has(id)) unknown.add(`${namer.getFullName()} names ${id}, which is no requirement`);
    else if (!namer.kindOf(ReflectionKind.Project)) by.set(id, (by.get(id) ?? new Set()).add(namer));
  };
  const within = (text: string, reflection: Reflection): void => {
    for (const [id] of text.matchAll(MENTIONED_ID)) note(id, reflection);
    for (const [, first, last] of text.matchAll(RANGE)) {
      if (!ID.test(first!) || first!.slice(0, 8) !== last!.slice(0, 8)) continue;
      for (const id of known.keys()) {
        if (id.startsWith(first!.slice(0, 8)) && id > first! && id < last!) note(id, reflection);
      }
    }
  };

  for (const reflection of Object.values(project.reflections)) {
    const { comment } = reflection;
    if (!comment) continue;
    const isInherited = reflection.isDeclaration() && reflection.inheritedFrom !== undefined;
    const read = (parts: readonly CommentDisplayPart[]): CommentDisplayPart[] =>
      parts.flatMap((part) => {
        if (part.kind !== 'text') {
          // Code isn't linked, yet what it says has to be true.
          for (const [id] of part.text.matchAll(MENTIONED_ID)) if (!known.has(id)) note(id, reflection);
          return [part];
        }
        if (!isInherited) within(part.text, reflection);
        return linked(part.text, known);
      });
    comment.summary = read(comment.summary);
    for (const tag of comment.blockTags) tag.content = read(tag.content);
  }
  return { by, unknown: [...unknown] };
}
