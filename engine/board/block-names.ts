/**
 * Names that blocks were given: each once, with the colour of its family and as the name column has it.
 * Names only come, so that a number stands for the same name in every checkpoint of a line.
 */
import { MAX_NAME } from '../contract/limits.ts';
import { bytesAsText } from '../contract/long-lists.ts';
import { NAME_BYTES } from '../contract/view.ts';

/** Owner families: digits do not count, so emac0_buff and emac1_buff share a colour. */
const familyOf = (name: string): string => name.replace(/[0-9]+/g, '');
const COLOURS = 8;
const NAME_WORDS = NAME_BYTES / Uint32Array.BYTES_PER_ELEMENT;

interface Known {
  /** As the column has it: cut to MAX_NAME, and at a zero. */
  readonly shown: string;
  /** 0 = unnamed. */
  readonly colour: number;
  readonly words: Uint32Array;
  /** It is the first of this family. */
  readonly founds: string | undefined;
}
const NO_WORDS = new Uint32Array(NAME_WORDS);
const UNNAMED: Known = { shown: '', colour: 0, words: NO_WORDS, founds: undefined };

export class BlockNames {
  /** By number. */
  readonly #all: string[] = [''];
  readonly #known: Known[] = [UNNAMED];
  readonly #numbers = new Map<string, number>([['', 0]]);
  /** Colours. */
  readonly #families = new Map<string, number>();
  /** What save() gave last, as long as no name came since. */
  #saved: readonly string[] | undefined;

  /** The number of a name, which is new or not; 0 = unnamed. */
  numberOf(name: string): number {
    return this.#numbers.get(name) ?? this.#add(name);
  }
  #add(name: string): number {
    const bytes = new Uint8Array(NAME_BYTES);
    for (let i = 0; i < MAX_NAME && i < name.length; i++) bytes[i] = name.charCodeAt(i);
    const end = bytes.indexOf(0);
    const shown = bytesAsText(bytes.subarray(0, end));
    const words = new Uint32Array(bytes.buffer);
    const family = familyOf(name);
    const known = this.#families.get(family);
    const colour = known ?? (this.#families.size % COLOURS) + 1;
    this.#families.set(family, colour);
    const founds = known === undefined ? family : undefined;
    this.#known.push({ shown, colour, words, founds });
    const number = this.#all.push(name) - 1;
    this.#numbers.set(name, number);
    this.#saved = undefined;
    return number;
  }
  #dropLast(): void {
    const { founds } = this.#known.pop()!;
    this.#numbers.delete(this.#all.pop()!);
    if (founds !== undefined) this.#families.delete(founds);
  }

  shown(number: number): string {
    return this.#known[number]!.shown;
  }
  colour(number: number): number {
    return this.#known[number]!.colour;
  }
  /** Write a name into a slot of the name column, seen as words. */
  write(column: Uint32Array, slot: number, number: number): void {
    const { words } = this.#known[number]!;
    const at = slot * NAME_WORDS;
    for (let i = 0; i < NAME_WORDS; i++) column[at + i] = words[i]!;
  }

  /** By number; the same array as long as no name comes: many checkpoints may hold one. */
  save(): readonly string[] {
    return (this.#saved ??= [...this.#all]);
  }
  /** Others, as save() gave them. Numbers below the answer stand for what they stood for before. */
  restore(names: readonly string[]): number {
    if (names === this.#saved) return names.length;
    let same = 0;
    while (same < names.length && names[same] === this.#all[same]) same++;
    while (this.#all.length > same) this.#dropLast();
    for (let number = same; number < names.length; number++) this.#add(names[number]!);
    this.#saved = names;
    return same;
  }
}
