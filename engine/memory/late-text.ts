/**
 * ASCII text that is put together when somebody reads it: most of what the kernel prints falls out of
 * its ring unread.
 */
export class LateText {
  /** No more characters than there will be. */
  readonly atLeast: number;
  #make: (() => string) | undefined;
  #text = '';

  constructor(atLeast: number, make: () => string) {
    this.atLeast = atLeast;
    this.#make = make;
  }

  toString(): string {
    if (this.#make) {
      this.#text = this.#make();
      this.#make = undefined;
    }
    return this.#text;
  }
}
