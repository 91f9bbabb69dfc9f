/**
 * Whether the fan below the bar is open: while a mouse points at it, while the keyboard is in it, while
 * something in it is held; a finger opens it by a touch and closes it by a touch elsewhere.
 */
import { on } from 'svelte/events';

/** A mouse on its way elsewhere opens nothing, and one that slips out closes nothing: milliseconds. */
const OPEN_MS = 90;
const CLOSE_MS = 260;

export class Opening {
  #pointed = $state(false);
  #focused = $state(false);
  #held = $state(false);
  /** The finger that is down opened the fan, and does nothing else. */
  #opened = false;
  readonly open = $derived(this.#pointed || this.#focused || this.#held);
  #later: ReturnType<typeof setTimeout> | undefined;

  #point(at: boolean): void {
    clearTimeout(this.#later);
    this.#later = setTimeout(() => (this.#pointed = at), at ? OPEN_MS : CLOSE_MS);
  }

  /** Whether what is pressed now may move the window: the touch that opens the fan may not. */
  get moves(): boolean {
    return !this.#opened;
  }

  /** Listens on the element that holds bar and fan. Answers how to stop. */
  attach = (node: HTMLElement): (() => void) => {
    const isInside = (target: EventTarget | null): boolean =>
      target instanceof Node && node.contains(target);
    const stops = [
      on(node, 'pointerenter', ({ pointerType }) => {
        if (pointerType !== 'touch') this.#point(true);
      }),
      on(node, 'pointerleave', ({ pointerType }) => {
        if (pointerType !== 'touch') this.#point(false);
      }),
      on(node, 'pointerdown', ({ pointerType }) => {
        this.#opened = pointerType === 'touch' && !this.open;
        this.#held = true;
        this.#pointed = true;
      }),
      on(node, 'focusin', ({ target }) => {
        this.#focused = target instanceof Element && target.matches(':focus-visible');
      }),
      on(node, 'focusout', ({ relatedTarget }) => {
        if (!isInside(relatedTarget)) this.#focused = false;
      }),
      on(node, 'keydown', (event) => {
        if (event.key !== 'Escape' || !this.open) return;
        event.stopPropagation();
        this.#pointed = false;
        this.#focused = false;
      }),
      on(window, 'pointerup', () => (this.#held = false)),
      on(window, 'pointercancel', () => (this.#held = false)),
      on(window, 'pointerdown', ({ target, pointerType }) => {
        if (pointerType === 'touch' && !isInside(target)) this.#pointed = false;
      }),
      () => clearTimeout(this.#later),
    ];
    return () => stops.forEach((stop) => stop());
  };
}
