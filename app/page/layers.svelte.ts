/**
 * What is open beside the panes of the page and closes with Escape, the newest first: the steps inside
 * an operation, the sheet of the narrow page, what is chosen on a map. Dialogs, menus and popovers lie
 * above all of these and close by themselves. Whatever is closed gives the focus back to what opened it.
 */
import { tick, untrack } from 'svelte';

/** The part of an element that is needed to give it the focus again. */
export interface Opener {
  readonly isConnected: boolean;
  focus(): void;
}

interface Layer {
  readonly id: string;
  readonly close: () => void;
  /** The element that had the focus, and what it stood in: a row of a long list may be gone. */
  readonly openers: readonly Opener[];
}

/** The page's focus, as far as layers need it. */
export interface Focus {
  /** Who has it, and around that whatever else could have it; empty = nobody. */
  holders(): readonly Opener[];
}

const pageFocus: Focus = {
  holders: () => {
    const { activeElement, body } = document;
    if (!(activeElement instanceof HTMLElement) || activeElement === body) return [];
    const all = [activeElement];
    for (const one of all) {
      const around = one.parentElement?.closest<HTMLElement>('[tabindex]');
      if (around) all.push(around);
    }
    return all;
  },
};

export class Layers {
  #open = $state.raw<readonly Layer[]>([]);
  readonly #focus: Focus;

  constructor(focus: Focus = pageFocus) {
    this.#focus = focus;
  }

  get any(): boolean {
    return this.#open.length > 0;
  }
  has(id: string): boolean {
    return this.#open.some((layer) => layer.id === id);
  }
  isTop(id: string): boolean {
    return this.#open.at(-1)?.id === id;
  }

  /** A layer was opened from where the focus is; one that is open already is on top again. */
  opened(id: string, close: () => void): void {
    const others = this.#open.filter((layer) => layer.id !== id);
    this.#open = [...others, { id, close, openers: this.#focus.holders() }];
  }

  /** A layer was closed. The focus goes back if it was lost with it. */
  async closed(id: string): Promise<void> {
    const layer = this.#open.find((one) => one.id === id);
    if (layer === undefined) return;
    this.#open = this.#open.filter((one) => one !== layer);
    await tick();
    if (this.#focus.holders().length === 0)
      layer.openers.find(({ isConnected }) => isConnected)?.focus();
  }

  closeTop(): void {
    this.#open.at(-1)?.close();
  }

  /** Note when a layer comes and goes, for as long as the effect around this lives. */
  follow(id: string, isOpen: () => boolean, close: () => void): void {
    $effect(() => {
      const open = isOpen();
      untrack(() => {
        if (!open) void this.closed(id);
        else if (!this.has(id)) this.opened(id, close);
      });
    });
  }
}
