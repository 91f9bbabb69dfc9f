/** Whoever wants to hear of something. One that throws is reported and does not keep the others from hearing it. */
export class Listeners<T> {
  readonly #listeners = new Set<(event: T) => void>();

  /** Answers how to stop listening. */
  add(listener: (event: T) => void): () => void {
    const own = (event: T): void => listener(event);
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }

  tell(event: T): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(event);
      } catch (error) {
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}
