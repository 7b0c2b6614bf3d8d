/**
 * Lets a part of a picture be chosen, with the pointer, Enter or the space bar.
 *
 * @param go what any other key does, such as an arrow; false where it does nothing here
 */
export function onChoice(part: SVGElement, choose: () => void, go: (key: string) => boolean): void {
  part.addEventListener('click', choose);
  part.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') choose();
    else if (!go(event.key)) return;
    event.preventDefault();
  });
}
