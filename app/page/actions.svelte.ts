/**
 * The one list of what can be done besides typing: keys, palette and buttons use only this. The
 * list itself stands in app/shell/actions.ts; here is how it is looked up and how keys reach it.
 */
import { isPlain, matches } from './keys.ts';

export type ActionGroup = 'session' | 'view' | 'map' | 'time' | 'console';

export interface Action {
  readonly id: string;
  readonly group: ActionGroup;
  /** What it does, in the reader's language. */
  readonly name: () => string;
  /** Key names as in keys.ts; the first is the one shown. */
  readonly keys?: readonly string[];
  /** Whether it can be done now; left out = always. */
  readonly when?: () => boolean;
  /** Whether its keys mean it where the focus is; left out = always. */
  readonly keysWhen?: () => boolean;
  readonly run: () => void;
}

export const onMac =
  typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.platform);

const writing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

export class Actions {
  #all = $state.raw<readonly Action[]>([]);

  get all(): readonly Action[] {
    return this.#all;
  }

  /** Add a part of the list. Throws on an id that is there already: a second meaning is a mistake. */
  add(actions: readonly Action[]): void {
    for (const action of actions) {
      if (this.find(action.id)) throw new Error(`action ${action.id} is defined twice`);
      this.#all = [...this.#all, action];
    }
  }

  find(id: string): Action | undefined {
    return this.#all.find((action) => action.id === id);
  }

  run(id: string): void {
    const action = this.find(id);
    if (action && action.when?.() !== false) action.run();
  }

  /** For the window's keydown. A key that somebody took already is left alone. */
  press = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    const free = !writing(event.target) && !document.querySelector('[role="dialog"]');
    const hit = this.#all.find(
      (action) =>
        action.keys?.some((key) => (free || !isPlain(key)) && matches(key, event, onMac)) &&
        action.keysWhen?.() !== false &&
        action.when?.() !== false,
    );
    if (!hit) return;
    event.preventDefault();
    hit.run();
  };
}
