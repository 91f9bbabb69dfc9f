/** The lines a console shows under a command, and the few ways to make them. */
import type { Message } from '../contract/command.ts';

export type TranscriptLine =
  /** A line of the command's standard output; `open` = the output ended without a newline. */
  | { readonly kind: 'out'; readonly text: string; readonly open?: true }
  /** A line of its standard error. */
  | { readonly kind: 'err'; readonly text: string }
  | { readonly kind: 'note' | 'refusal'; readonly message: Message };

/** A sentence of Carveout's own. */
export const note = (id: string, args: Message['args'] = {}): TranscriptLine => ({
  kind: 'note',
  message: { id, args },
});

/** What a call gave, with `handle = …` in front where it was given a name. `what` is a message's id. */
export function named(
  handle: string | undefined,
  what: string,
  args: NonNullable<Message['args']>,
): TranscriptLine {
  return handle === undefined ? note(what, args) : note('note.named', { ...args, handle, what });
}

/** A line for each message. */
export const noteLines = (messages: readonly Message[] = []): readonly TranscriptLine[] =>
  messages.map((message) => ({ kind: 'note', message }));
