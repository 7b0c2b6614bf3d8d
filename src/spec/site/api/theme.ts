import { DefaultTheme, DefaultThemeRenderContext, JSX } from 'typedoc';

const nothing = (): JSX.Element => JSX.createElement(JSX.Fragment, null);

/**
 * Without the panel of settings: colours are as they were chosen on the site, and nothing else can be set. The first
 * page says what the modules are for, and doesn't list them once more.
 */
class BareContext extends DefaultThemeRenderContext {
  constructor(...args: ConstructorParameters<typeof DefaultThemeRenderContext>) {
    super(...args);
    const { moduleReflection } = this;
    this.settings = nothing;
    this.moduleReflection = (module) =>
      module.isProject() ? (this.commentSummary(module) ?? nothing()) : moduleReflection(module);
  }
}

/** Typedoc's own theme with less on each page. */
export class BareTheme extends DefaultTheme {
  override ContextClass = BareContext;
}
