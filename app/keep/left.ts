/**
 * The session as a page leaves it: written at once, when a database is too slow. A long one names the
 * pieces that are kept already and holds the others.
 */
import { LEFT_CHARS } from '../page/limits.ts';

/** What is written while the page goes. */
export interface Left {
  readonly id: string;
  /** When the pieces were kept that `parts` names by their place; undefined: it names none. */
  readonly since: number | undefined;
  readonly parts: readonly (number | string)[];
}
interface Handed {
  readonly id: string;
  readonly saved: number;
  readonly pieces: readonly string[];
}

/** Undefined: too much of it is kept nowhere. */
export function leftOf(present: Handed, stored: Handed | undefined): Left | undefined {
  const base = stored?.id === present.id ? stored : undefined;
  const chars = (parts: Left['parts']): number =>
    parts.reduce<number>((sum, part) => sum + (typeof part === 'string' ? part.length : 8), 0);
  const whole = { id: present.id, since: undefined, parts: present.pieces };
  if (chars(whole.parts) <= LEFT_CHARS) return whole;
  if (!base) return undefined;
  const places = new Map(base.pieces.map((text, place) => [text, place]));
  const parts = present.pieces.map((text) => places.get(text) ?? text);
  return chars(parts) <= LEFT_CHARS ? { id: present.id, since: base.saved, parts } : undefined;
}

/** What was written, whoever wrote it; undefined: nothing of ours. */
export function readLeft(value: unknown): Left | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { id, since, parts } = value as Partial<Record<keyof Left, unknown>>;
  if (typeof id !== 'string' || !Array.isArray(parts)) return undefined;
  if (since !== undefined && typeof since !== 'number') return undefined;
  const isPart = (part: unknown): boolean => typeof part === 'string' || Number.isSafeInteger(part);
  return parts.every(isPart) ? { id, since, parts: parts as Left['parts'] } : undefined;
}

/** The file; undefined: pieces that it names are not there. `kept`: those that were kept at `since`. */
export function wholeOf({ parts }: Left, kept: readonly string[]): string | undefined {
  const pieces = parts.map((part) => (typeof part === 'string' ? part : kept[part]));
  return pieces.every((piece) => piece !== undefined) ? pieces.join('') : undefined;
}
