/** Where the page's frames come from: what one worker has handed over, shared or in patches. */
import { FrameError, FrameReader } from '../frames/frames.ts';
import type { LinkFrame } from '../frames/frames.ts';
import { PatchReader } from '../frames/patches.ts';
import type { Handover, Progress } from '../protocol.ts';

/** Counts the memories frames were ever read from; see Frame.epoch. */
let lastEpoch = 0;

export class FrameSource {
  #reader: FrameReader | PatchReader | undefined;
  #frame: LinkFrame | undefined;

  /** Take in what came with an answer. FrameError when it is damaged. */
  attach({ layout, buffer, patch }: Handover): void {
    if (buffer !== undefined) {
      if (layout === undefined) throw new FrameError('a buffer without its layout');
      this.#reader = new FrameReader(layout, buffer, ++lastEpoch);
    } else if (patch !== undefined) {
      if (layout !== undefined) this.#reader = new PatchReader(layout, ++lastEpoch);
      if (!(this.#reader instanceof PatchReader)) throw new FrameError('a patch of nothing');
      this.#reader.push(patch);
    }
  }

  /** Frames are read from shared memory. */
  get shared(): boolean {
    return this.#reader instanceof FrameReader;
  }

  /** `frame` would answer another one than last time. */
  get fresh(): boolean {
    return this.#reader?.fresh ?? false;
  }

  /** The worker has news that it can only hand over with an answer. */
  get mustAsk(): boolean {
    return !(this.#reader instanceof FrameReader) || this.#reader.retired;
  }

  /** As far as it can be seen without asking. */
  get progress(): Progress | undefined {
    return this.#reader instanceof FrameReader ? this.#reader.progress : undefined;
  }

  /** The newest frame; it stands still until the next call. */
  frame(): LinkFrame | undefined {
    this.#frame = this.#reader?.take() ?? this.#frame;
    return this.#frame;
  }
}
