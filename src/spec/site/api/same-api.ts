import {
  ReferenceReflection,
  ReflectionKind,
  type DeclarationReflection,
  type ProjectReflection,
} from 'typedoc';

/** A module that says of what it exports no more than that another module says it. */
const SAME = 'sasako/js';
const AS_ELSEWHERE = /^As in `sasako(?:\/\w+)?`\.$/;

function saysNothing({ comment, signatures }: DeclarationReflection): boolean {
  const summary = (comment ?? signatures?.[0]?.comment)?.summary ?? [];
  const text = summary.map((part) => part.text).join('');
  return text === '' || AS_ELSEWHERE.test(text.trim());
}

/**
 * Puts references in place of what `sasako/js` exports just as `sasako` and `sasako/verify` do, so that each name is
 * told of once.
 */
export function referToSameApi(project: ProjectReflection): void {
  const modules = project.getChildrenByKind(ReflectionKind.Module);
  const same = modules.find(({ name }) => name === SAME);
  const others = modules.filter(({ name }) => name === 'sasako' || name === 'sasako/verify');
  for (const child of [...(same?.children ?? [])]) {
    if (child instanceof ReferenceReflection || !saysNothing(child)) continue;
    const original = others.flatMap(({ children = [] }) => children).find(({ name }) => name === child.name);
    project.removeReflection(child);
    if (!original || same!.getChildByName(child.name)) continue;
    const reference = new ReferenceReflection(child.name, original, same);
    project.registerReflection(reference, undefined, undefined);
    same!.addChild(reference);
  }
}
