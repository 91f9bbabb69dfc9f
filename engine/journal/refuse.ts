/** How the journal says no: a message for the reader, thrown inside, handed out as data at the doors. */
import type { Message } from '../command.ts';

/** What a door answers instead of what was asked for. */
export interface Refused {
  readonly refused: Message;
}

/** Thrown inside this folder only. */
class Unreadable extends Error {
  readonly why: Message;
  constructor(why: Message) {
    super(why.id);
    this.why = why;
  }
}

export function refuse(id: string, args: Message['args'] = {}): never {
  throw new Unreadable({ id, args });
}

/**
 * What reading gives, or why it was refused. Whatever a reader throws besides is a refusal as well: what
 * comes from outside must not end the page, not even by a mistake of ours.
 */
export function guardedReading<T extends object>(id: string, read: () => T): T | Refused {
  try {
    return read();
  } catch (error) {
    return { refused: error instanceof Unreadable ? error.why : { id } };
  }
}

/** What `work` gives, or why it refused. What is no refusal is a mistake of ours and passes. */
export function guarded<T extends object>(work: () => T): T | Refused {
  try {
    return work();
  } catch (error) {
    if (error instanceof Unreadable) return { refused: error.why };
    throw error;
  }
}
