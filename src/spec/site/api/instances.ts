import { ReflectionKind, type Context, type DeclarationReflection } from 'typedoc';

/**
 * Lets types that speak of what a constructor makes lead to its documentation. A class that the API exports as a
 * constant has its type elsewhere, under the same name, and that is what signatures refer to.
 */
export function identifyInstances(context: Context, reflection: DeclarationReflection): void {
  if (!reflection.kindOf(ReflectionKind.Class)) return;
  const symbol = context.getSymbolFromReflection(reflection);
  if (!symbol) return;
  const [made] = context.checker.getTypeOfSymbol(symbol).getConstructSignatures();
  const instance = made?.getReturnType().getSymbol();
  if (!instance || instance === symbol) return;
  context.project.registerSymbolId(reflection, context.createSymbolId(instance));
}
