/**
 * The address bar holds a link to the present experiment: written when things rest, in place of the
 * one before, so that the browser's history has one entry and no flood. A link of which not all could be
 * executed stays in the bar, and then in the history: what is shown is less than what it holds. A
 * comparison that is opened has an entry of its own, so that the way back closes it.
 */
import type { Message } from '../../../engine/contract/command.ts';
import { linkParts } from '../../../engine/journal/index.ts';
import type { Experiment, Refused } from '../../../engine/journal/index.ts';
import { MAX_LINK_CHARS } from '../../../engine/contract/limits.ts';
import { ADDRESS_MS } from '../../page/limits.ts';
import { comparisonIn } from './beside.svelte.ts';
import type { Clock } from '../shelf/autosave.ts';

/** What the address can do for the experiment. */
export type Present =
  | { readonly kind: 'none' }
  | { readonly kind: 'link'; readonly text: string }
  /** Too long for a link, most of all. */
  | { readonly kind: 'refused'; readonly why: Message };

export interface Bar {
  /** The whole address now. */
  readonly href: () => string;
  /** Puts another in its place, without a new entry in the history. */
  readonly replace: (href: string) => void;
  /** The same with a new entry: the way back leads to what stands there now. */
  readonly add: (href: string, over?: 'over') => void;
  /** The present entry was added `over` another. */
  readonly isOver: () => boolean;
  /** To the entry under it, which is to hold this address then. */
  readonly back: (href: string) => void;
}

export interface Written {
  readonly experiment: () => Experiment;
  /** Members of which another is there whenever it is another experiment. */
  readonly content: () => readonly unknown[];
  /** A run is under way: what it leaves is not known yet. */
  readonly busy: () => boolean;
  readonly link: (experiment: Experiment) => Promise<{ readonly text: string } | Refused>;
  /** What stands after the experiment, such as `embed`. */
  readonly flags: () => readonly string[];
  /** Flags of the comparison that is open; undefined: none is. */
  readonly comparison: () => readonly string[] | undefined;
}

export const sameMembers = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((one, i) => one === b[i]);

export class Address {
  readonly #bar: Bar;
  readonly #written: Written;
  readonly #clock: Clock;
  present = $state.raw<Present>({ kind: 'none' });
  /** Why the comparison that is open is not in the bar: with it the link would be too long. */
  crowded = $state.raw<Message | undefined>();
  /** What `present` is of. */
  #of: readonly unknown[] = [];
  #forget: (() => void) | undefined;
  #serial = 0;
  /** The experiment that stood in the bar when a comparison was put over it. */
  #under: string | undefined;
  /** What the page showed when the bar began to hold more than that. */
  #held: readonly unknown[] | undefined;

  constructor(bar: Bar, written: Written, clock: Clock) {
    this.#bar = bar;
    this.#written = written;
    this.#clock = clock;
  }

  /** The experiment in the address bar; empty: none stands there. */
  get text(): string {
    const { hash } = new URL(this.#bar.href());
    return hash === '' ? '' : linkParts(hash).text;
  }
  get flags(): readonly string[] {
    const { hash } = new URL(this.#bar.href());
    return hash === '' ? [] : linkParts(hash).flags;
  }

  /** An address that opens the present experiment; undefined: it is none, or too long. */
  href(flags: readonly string[]): string | undefined {
    return this.present.kind === 'link' ? this.#with(this.present.text, flags) : undefined;
  }

  /** The bar holds more than the page shows: until something is executed, it stays as it is. */
  hold(): void {
    this.#held = this.#written.content();
  }
  /** What the page shows is all there is. */
  free(): void {
    this.#held = undefined;
  }

  /** The way back from a comparison led to this link; asked once. */
  wasUnder(text: string): boolean {
    const under = this.#under;
    this.#under = undefined;
    return text === under;
  }

  /** The bar holds all of this, and will when the page is gone. */
  holds(content: readonly unknown[]): boolean {
    return this.present.kind === 'link' && sameMembers(this.#of, content);
  }

  /** Something changed: write when it rests. */
  changed(): void {
    this.#forget?.();
    this.#forget = this.#clock.later(() => void this.write(), ADDRESS_MS);
  }

  /** Write now, unless a run is under way. */
  async write(): Promise<void> {
    this.#forget?.();
    this.#forget = undefined;
    if (this.#written.busy()) return;
    this.#serial += 1;
    const serial = this.#serial;
    const content = this.#written.content();
    const link = await this.#written.link(this.#written.experiment());
    if (serial !== this.#serial || this.#written.busy()) return;
    this.present =
      'text' in link ? { kind: 'link', text: link.text } : { kind: 'refused', why: link.refused };
    this.#of = content;
    this.#put('text' in link ? link.text : '');
  }

  #put(text: string): void {
    const held = this.#held;
    if (held && sameMembers(held, this.#written.content())) return;
    const comparison = this.#written.comparison();
    const href = this.#with(text, [...this.#written.flags(), ...this.#fitting(text, comparison)]);
    if (!comparison && this.#bar.isOver()) return this.#bar.back(href);
    if (href === this.#bar.href()) return;
    this.#held = undefined;
    if (held) this.#bar.add(href);
    else if (this.#opens(href)) {
      this.#under = this.text;
      this.#bar.add(href, 'over');
    } else this.#bar.replace(href);
  }
  /** Whether an address is the first one that holds the comparison. */
  #opens(href: string): boolean {
    const isCompared = (flags: readonly string[]): boolean => comparisonIn(flags).length > 0;
    return !this.#bar.isOver() && !isCompared(this.flags) && isCompared(linkParts(href).flags);
  }
  /** The flags of a comparison, if a link with them is not too long. */
  #fitting(text: string, flags: readonly string[] = []): readonly string[] {
    const { length } = [text, ...flags].join('&');
    const fits = flags.length === 0 || length <= MAX_LINK_CHARS;
    const args = { length, most: MAX_LINK_CHARS };
    this.crowded = fits ? undefined : { id: 'link.tooLong', args };
    return fits ? flags : [];
  }

  #with(text: string, flags: readonly string[]): string {
    const url = new URL(this.#bar.href());
    url.hash = [text, ...flags].join('&');
    return url.href;
  }
}
