/**
 * A byte string that is put together when somebody reads it: most of what the kernel prints falls out
 * of its ring unread.
 */
import { fromByteString } from './cstring.ts';

export class LateText {
  /** No more characters than there will be as text. */
  readonly atLeast: number;
  readonly #make: () => string;
  #bytes: string | undefined;

  constructor(atLeast: number, make: () => string) {
    this.atLeast = atLeast;
    this.#make = make;
  }

  toString(): string {
    return (this.#bytes ??= this.#make());
  }
}

/** Text as it is, or a byte string that will be text. */
export type Written = string | LateText;

export const written = (text: Written): string =>
  typeof text === 'string' ? text : fromByteString(String(text));
