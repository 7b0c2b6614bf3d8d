import { choose, type Choice } from './choice.js';
import { STOPS, stopOf } from './full-numbers.js';
import { goalFrom, meaningOf, type Goal } from './goals.js';
import { explorerMarkup } from './markup.js';
import { drawOverview, Overview, OVERVIEW_HEIGHT } from './overview-picture.js';
import { captionOf, describeChoice, linksPanel, pathPanel, poolPanel, whatToSee } from './panels.js';
import { listenToScrolling } from './scrolling.js';
import { parseSeqNum } from './sequence-number.js';
import { fragmentOf, modeOf, MODES, readFragment, type Mode, type WrittenView } from './view-state.js';
import { describeEntry, describeWindow, drawWindow, windowHeight } from './window-picture.js';
import { WindowView } from './window-view.js';

/** The address is written when nothing has changed for so long, in milliseconds: browsers allow few changes a second. */
const QUIET_BEFORE_WRITING = 250;
const GLIDE_MILLISECONDS = 240;
const PANELS = { links: linksPanel, path: pathPanel, pool: poolPanel } as const;

let count = 0;

/** An explorer in a page: what is chosen, what is in sight, and everything that shows it. */
export class Explorer {
  readonly #root: HTMLElement;
  readonly #id = `explorer-${++count}`;
  #choice: Choice;
  #wishedEnd: bigint;
  #mode: Mode;
  #view: WindowView;
  #cursor: bigint | undefined;
  /** Panels whose long list is open. */
  readonly #open = new Set<Mode>();
  #writing: number | undefined;
  #gliding: number | undefined;

  /** @param view what to show at first; what is wrong in it is said in the page */
  constructor(root: HTMLElement, view: WrittenView) {
    this.#root = root;
    root.innerHTML = explorerMarkup(this.#id).text;
    this.#mode = view.mode ?? 'path';
    this.#wishedEnd = 1n;
    this.#choice = choose(1n, 1n);
    this.#view = new WindowView(this.#width(), 1n);
    this.#listen();
    this.show(view);
  }

  /** Shows a view that was written down; what is wrong in it is said at the field that it concerns. */
  show({ n, mode, to }: WrittenView): void {
    if (mode) this.#mode = mode;
    this.#read('to', to ?? '1');
    this.#read('n', n);
    this.#drawAll();
  }

  /** Brings the picture into sight where it isn't. */
  reveal(): void {
    const { top, bottom } = this.#part('picture').getBoundingClientRect();
    if (top < 0 || bottom > window.innerHeight) this.#part('picture').scrollIntoView({ block: 'center' });
  }

  #part(name: string): HTMLElement {
    return this.#root.querySelector<HTMLElement>(`[data-part="${name}"]`)!;
  }

  #field(name: string): HTMLInputElement {
    return this.#root.querySelector<HTMLInputElement>(`[data-field="${name}"]`)!;
  }

  #width(): number {
    return Math.max(240, this.#part('picture').clientWidth);
  }

  // What somebody does

  #listen(): void {
    this.#listenToFields();
    this.#root.addEventListener('click', (event) => {
      const target = (event.target as Element).closest<HTMLElement>('[data-go], [data-choose]');
      const { go, choose: chosen } = target?.dataset ?? {};
      if (go) this.#go(go as Goal);
      if (chosen) this.#choose(BigInt(chosen));
    });
    // It doesn't bubble.
    const onToggle = ({ target }: Event): void => {
      const mode = modeOf((target as Element).closest<HTMLElement>('[data-panel]')?.dataset['panel']);
      if (mode) this.#open[(target as HTMLDetailsElement).open ? 'add' : 'delete'](mode);
    };
    this.#root.addEventListener('toggle', onToggle, true);
    this.#part('picture').addEventListener('keydown', (event) => this.#onKey(event));
    this.#part('overview').addEventListener('click', (event) => this.#chooseInOverview(event));
    listenToScrolling(this.#part('picture'), {
      view: () => this.#view,
      look: (view) => this.#look(view),
      choose: (seqNum) => this.#choose(seqNum),
    });
    new ResizeObserver(() => {
      if (this.#width() === this.#view.width) return;
      this.#look(new WindowView(this.#width(), this.#view.start).showing(this.#choice.n));
    }).observe(this.#part('picture'));
  }

  #listenToFields(): void {
    for (const name of ['n', 'to'] as const) {
      const field = this.#field(name);
      // An empty field is somebody about to type, until it is left.
      field.addEventListener('input', () => {
        if (field.value.trim() !== '' && this.#read(name, field.value)) this.#changed();
      });
      field.addEventListener('change', () => {
        if (field.value.trim() === '') this.#read(name, field.value);
      });
    }
    const scroll = this.#field('scroll');
    scroll.addEventListener('input', () => this.#choose(STOPS[Number(scroll.value)]!));
    this.#root.addEventListener('change', ({ target }) => {
      const mode =
        (target as HTMLInputElement).type === 'radio' && modeOf((target as HTMLInputElement).value);
      if (!mode) return;
      this.#mode = mode;
      this.#changed();
    });
  }

  #onKey(event: KeyboardEvent): void {
    const meaning = meaningOf(event);
    if (meaning === undefined) return;
    if (meaning === 'choose') {
      if (this.#cursor === undefined) return;
      this.#choose(this.#cursor);
    } else if (meaning === 'return') {
      if (this.#cursor === undefined) return;
      this.#choose(this.#choice.n);
    } else if (meaning.looksOnly) {
      const from = this.#cursor ?? this.#choice.n;
      this.#lookAt(goalFrom(from, meaning.goal, this.#view.count) ?? from);
    } else this.#go(meaning.goal);
    event.preventDefault();
  }

  #chooseInOverview(event: MouseEvent): void {
    const overview = new Overview(this.#view.width, this.#choice, this.#mode);
    const x = event.clientX - this.#part('overview').getBoundingClientRect().left;
    const { path, pool, n, lipmaa } = this.#choice;
    const shown = { links: [lipmaa, n].filter((seqNum) => seqNum > 0n), path, pool }[this.#mode];
    const away = (seqNum: bigint): number => Math.abs(overview.xOf(seqNum) - x);
    this.#choose(shown.reduce((best, seqNum) => (away(seqNum) < away(best) ? seqNum : best)));
  }

  // What follows from it

  #goal(goal: Goal): bigint | undefined {
    return goalFrom(this.#choice.n, goal, this.#view.count);
  }

  #go(goal: Goal): void {
    const target = this.#goal(goal);
    if (target !== undefined) this.#choose(target);
  }

  #choose(n: bigint): void {
    this.#read('n', n.toString());
    this.#changed();
  }

  /** Takes what a field says. @returns whether it is a sequence number; else the field says what is wrong */
  #read(name: 'n' | 'to', text: string): boolean {
    const field = this.#field(name);
    if (field.value !== text) field.value = text;
    const parsed = parseSeqNum(text);
    this.#complain(name, parsed.ok ? '' : parsed.error);
    if (!parsed.ok) return false;
    const n = name === 'n' ? parsed.value : this.#choice.n;
    if (name === 'to') this.#wishedEnd = parsed.value;
    this.#choice = choose(n, this.#wishedEnd);
    this.#cursor = undefined;
    if (name === 'n') this.#glide(this.#view.showing(n));
    if (this.#wishedEnd > n) {
      const [end, start] = [this.#wishedEnd.toString(), n.toString()];
      this.#complain('to', `Links lead down: none goes from ${start} up to ${end}. This is the path to 1.`);
    } else if (name === 'n' && parseSeqNum(this.#field('to').value).ok) this.#complain('to', '');
    return true;
  }

  #complain(name: 'n' | 'to', error: string): void {
    this.#part(`${name}-error`).textContent = error;
    const field = this.#field(name);
    if (error === '') field.removeAttribute('aria-invalid');
    else field.setAttribute('aria-invalid', 'true');
  }

  /** Moves the cursor without choosing anything. */
  #lookAt(seqNum: bigint): void {
    this.#cursor = seqNum;
    this.#part('status').textContent = `${describeEntry(seqNum)} Enter chooses it.`;
    this.#look(this.#view.showing(seqNum));
  }

  #look(view: WindowView): void {
    cancelAnimationFrame(this.#gliding ?? 0);
    this.#view = view;
    this.#drawPictures();
  }

  /** Goes to a window: in a short movement where it is near, so that one sees which way. */
  #glide(view: WindowView): void {
    cancelAnimationFrame(this.#gliding ?? 0);
    const from = this.#view;
    const distance = Number(view.start - from.start) - from.shift + view.shift;
    const isStill = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (isStill || distance === 0 || Math.abs(distance) > 2 * view.count || view.width !== from.width) {
      this.#view = view;
      return;
    }
    const start = performance.now();
    const step = (now: number): void => {
      const part = Math.min(1, Math.max(0, now - start) / GLIDE_MILLISECONDS);
      this.#view = part === 1 ? view : from.moved(distance * (1 - (1 - part) ** 3));
      this.#drawPictures();
      if (part < 1) this.#gliding = requestAnimationFrame(step);
    };
    this.#gliding = requestAnimationFrame(step);
  }

  #changed(): void {
    this.#drawAll();
    window.clearTimeout(this.#writing);
    this.#writing = window.setTimeout(() => {
      const view = { n: this.#choice.n, mode: this.#mode, to: this.#wishedEnd };
      window.history.replaceState(window.history.state, '', fragmentOf(view));
    }, QUIET_BEFORE_WRITING);
  }

  // What is shown

  #drawAll(): void {
    const { n } = this.#choice;
    const scroll = this.#field('scroll');
    scroll.value = stopOf(n).toString();
    scroll.setAttribute('aria-valuetext', `entry ${n.toString()}`);
    for (const radio of this.#root.querySelectorAll<HTMLInputElement>('input[type="radio"]')) {
      radio.checked = radio.value === this.#mode;
    }
    for (const button of this.#root.querySelectorAll<HTMLElement>('[data-go]')) {
      const leads = this.#goal(button.dataset['go'] as Goal) !== undefined;
      button.setAttribute('aria-disabled', String(!leads));
    }
    this.#part('status').innerHTML = describeChoice(this.#choice).text;
    this.#part('hint').textContent = whatToSee(this.#choice, this.#mode);
    this.#drawPanels();
    this.#drawPictures();
  }

  #drawPanels(): void {
    const focused = document.activeElement as HTMLElement | null;
    const { key } = focused?.dataset ?? {};
    for (const mode of MODES) {
      const panel = this.#part(`${mode}-panel`);
      const hadFocus = key !== undefined && panel.contains(focused);
      panel.classList.toggle('explorer-current', mode === this.#mode);
      panel.innerHTML = PANELS[mode](this.#choice, this.#open.has(mode)).text;
      if (!hadFocus) continue;
      // The button has been drawn anew, or is gone.
      const again = panel.querySelector<HTMLElement>(`[data-key="${key}"]`);
      (again ?? this.#part('picture')).focus({ preventScroll: true });
      // A long list scrolls in itself, and starts at its top again.
      again?.scrollIntoView({ block: 'nearest' });
    }
  }

  #drawPictures(): void {
    const [view, choice, mode] = [this.#view, this.#choice, this.#mode];
    this.#fill('window', windowHeight(view), describeWindow(view), () =>
      drawWindow({ view, choice, mode, cursor: this.#cursor, idPrefix: this.#id }),
    );
    const overview = new Overview(view.width, choice, mode);
    const caption = captionOf(choice, mode);
    this.#part('caption').textContent = caption;
    this.#fill('overview', OVERVIEW_HEIGHT, caption, () => drawOverview(overview, choice, mode, view));
  }

  #fill(name: string, height: number, label: string, draw: () => { readonly text: string }): void {
    const svg = this.#part(name);
    const { width } = this.#view;
    svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
    svg.setAttribute('width', width.toString());
    svg.setAttribute('height', height.toString());
    svg.setAttribute('aria-label', label);
    svg.innerHTML = draw().text;
  }
}

/** The view that an address or an element asks for; of an element, by `data-n`, `data-mode` and `data-to`. */
export function viewFor(root: HTMLElement): WrittenView {
  const { n, mode, to } = root.dataset;
  return readFragment(window.location.hash) ?? { n: n ?? '23', mode: modeOf(mode), to };
}
