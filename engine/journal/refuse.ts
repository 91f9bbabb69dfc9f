/** How the journal says no: a message for the reader, thrown inside, handed out as data at the doors. */
import type { Message } from '../contract/command.ts';

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
 * What `work` gives, or why it refused. What is no refusal is a mistake of ours: it is a reason too, for
 * whoever opens something must get an answer whatever happens inside.
 */
export function guarded<T extends object>(work: () => T): T | Refused {
  try {
    return work();
  } catch (error) {
    return reasonOf(error);
  }
}

/** The same for work in steps. */
export function* guardedSteps<T extends object>(
  work: () => Generator<void, T>,
): Generator<void, T | Refused> {
  try {
    return yield* work();
  } catch (error) {
    return reasonOf(error);
  }
}

function reasonOf(error: unknown): Refused {
  if (error instanceof Unreadable) return { refused: error.why };
  return { refused: { id: 'journal.failed', args: { why: String(error) } } };
}
