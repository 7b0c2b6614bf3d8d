import type { CommentDisplayPart, ProjectReflection } from 'typedoc';

const BRACED = /\{(\w+)\}/g;

/**
 * Writes the errors of `@throws {TypeError} {RangeError} for …` as code. Only the first in braces is part of JSDoc; the
 * others would stand there with them.
 */
export function nameErrors(project: ProjectReflection): void {
  const named = (part: CommentDisplayPart): CommentDisplayPart =>
    part.kind === 'text' ? { ...part, text: part.text.replace(BRACED, '`$1`') } : part;
  for (const { comment } of Object.values(project.reflections)) {
    for (const tag of comment?.blockTags ?? []) {
      if (tag.tag !== '@throws') continue;
      const first = tag.typeAnnotation;
      delete tag.typeAnnotation;
      const content = first ? [{ kind: 'text', text: `${first} ` } as const, ...tag.content] : tag.content;
      tag.content = content.map(named);
    }
  }
}
