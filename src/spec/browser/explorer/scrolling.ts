import type { WindowView } from './window-view.js';

/** So far a pointer may move, in pixels, while it still only points. */
const UNSTEADY = 5;

/** What pointers do with a picture. */
export interface Scrolled {
  readonly view: () => WindowView;
  readonly look: (view: WindowView) => void;
  readonly choose: (seqNum: bigint) => void;
}

/** Lets a picture be dragged, scrolled sideways by a wheel, and its entries be chosen by a click. */
export function listenToScrolling(picture: HTMLElement, { view, look, choose }: Scrolled): void {
  let start: { x: number; view: WindowView; moved: boolean } | undefined;
  picture.addEventListener('pointerdown', ({ button, clientX }) => {
    if (button === 0) start = { x: clientX, view: view(), moved: false };
  });
  picture.addEventListener('pointermove', ({ clientX, pointerId, buttons }) => {
    if (buttons === 0) start = undefined;
    if (!start) return;
    const distance = clientX - start.x;
    if (!start.moved && Math.abs(distance) < UNSTEADY) return;
    if (!start.moved) picture.setPointerCapture(pointerId);
    start.moved = true;
    look(start.view.moved(-distance / start.view.pitch));
  });
  picture.addEventListener('pointerup', ({ clientX }) => {
    if (start && !start.moved) choose(view().at(clientX - picture.getBoundingClientRect().left));
    start = undefined;
  });
  picture.addEventListener('pointercancel', () => (start = undefined));
  picture.addEventListener(
    'wheel',
    (event) => {
      // A wheel that turns up and down scrolls the page, as everywhere; with Shift it goes sideways.
      const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
      if (sideways === 0 || (!event.shiftKey && Math.abs(sideways) <= Math.abs(event.deltaY))) return;
      event.preventDefault();
      look(view().moved(sideways / view().pitch));
    },
    { passive: false },
  );
}
