/** Copies text, and says so on the button for a moment. */
async function copy(text: string, button: HTMLButtonElement): Promise<void> {
  const label = button.textContent;
  let said = 'copied';
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    said = 'not allowed here';
  }
  button.textContent = said;
  setTimeout(() => {
    button.textContent = label;
  }, 1500);
}

/** A button that copies. */
export function copyButton(label: string, what: string, text: () => string): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = label;
  button.setAttribute('aria-label', `${label}: ${what}`);
  button.addEventListener('click', () => void copy(text(), button));
  return button;
}

/** The address of a place on this page. */
function addressOf(anchor: string): string {
  const url = new URL(location.href);
  url.hash = anchor;
  return url.href;
}

/** Buttons that copy: the address of each requirement, and each block of code. */
export function addCopyButtons(): void {
  for (const requirement of document.querySelectorAll<HTMLElement>('.requirement')) {
    const name = requirement.querySelector('.id')?.textContent ?? '';
    const button = copyButton('copy link', name, () => addressOf(requirement.id));
    requirement.querySelector('header')?.append(button);
  }
  for (const code of document.querySelectorAll<HTMLElement>('.code')) {
    const pre = code.querySelector('pre');
    if (pre) code.append(copyButton('copy', 'this code', () => pre.textContent));
  }
}
