const KEY = 'sasako-theme';
const CHOICES = ['auto', 'light', 'dark'] as const;
type Theme = (typeof CHOICES)[number];

const NAMES: Readonly<Record<Theme, string>> = { auto: 'as the system', light: 'light', dark: 'dark' };
const SIGNS: Readonly<Record<Theme, string>> = { auto: '◐', light: '☀', dark: '☾' };

/** What was chosen before. A page that may keep nothing is as the system is. */
function chosen(): Theme {
  try {
    return CHOICES.find((choice) => choice === localStorage.getItem(KEY)) ?? 'auto';
  } catch {
    return 'auto';
  }
}

/** Sets the theme that was chosen, or a new one. */
export function applyTheme(theme: Theme = chosen()): void {
  if (theme === 'auto') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}

/** A button that goes through the themes. */
export function addThemeButton(tools: HTMLElement): void {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'theme';
  let theme = chosen();
  const show = (): void => {
    button.textContent = SIGNS[theme];
    button.title = `Colours: ${NAMES[theme]}`;
    button.setAttribute('aria-label', button.title);
  };
  button.addEventListener('click', () => {
    theme = CHOICES[(CHOICES.indexOf(theme) + 1) % CHOICES.length]!;
    applyTheme(theme);
    show();
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // It holds for this page then.
    }
  });
  show();
  tools.append(button);
}
