/** The session as a file that somebody keeps: written in pieces, so that its length costs the page no frame. */
import { writeFilePieces } from '../../engine/journal/index.ts';
import type { Branches } from '../time/branches.svelte.ts';
import { download } from '../page/download.ts';
import { fileName } from './exports.ts';
import { say } from '../words/say.ts';
import type { Session } from '../session/session.svelte.ts';
import type { Ui } from '../page/ui.svelte.ts';

/** Characters that are encoded at once: a few milliseconds. */
const BLOB_CHARS = 1_000_000;

const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** The pieces one after the other, in UTF-8. */
export async function blobOf(pieces: readonly string[]): Promise<Blob> {
  const type = 'text/plain;charset=utf-8';
  const blobs: Blob[] = [];
  let [from, chars] = [0, 0];
  for (const [i, { length }] of pieces.entries()) {
    chars += length;
    if (chars < BLOB_CHARS) continue;
    blobs.push(new Blob(pieces.slice(from, i + 1)));
    [from, chars] = [i + 1, 0];
    await breath();
  }
  return new Blob([...blobs, ...pieces.slice(from)], { type });
}

export class Saving {
  readonly #branches: Branches;
  readonly #session: Session;
  readonly #ui: Ui;
  /** What was saved last: members of `branches.content`. */
  content: readonly unknown[] | undefined;

  constructor(branches: Branches, session: Session, ui: Ui) {
    this.#branches = branches;
    this.#session = session;
    this.#ui = ui;
  }

  /** Save the present session as a file; where it cannot be one, it is said why. */
  async save(): Promise<void> {
    await this.#branches.settle();
    const { content } = this.#branches;
    const file = writeFilePieces(this.#branches.inPieces());
    if ('refused' in file) {
      this.#ui.tell({ id: 'file', tone: 'bad', say: () => say(file.refused) });
      return;
    }
    const board = this.#session.layout?.board.id ?? 'session';
    download(fileName(this.#session.title, board, 'carveout'), await blobOf(file.pieces));
    this.content = content;
  }
}
