/**
 * The worker's choice of transport: shared frames or patches, a new one whenever the layout of the
 * machine changes, and what of it still has to be handed to the page.
 */
import type { MachineView } from '../../../engine/contract/view.ts';
import { FrameWriter } from '../frames/frames.ts';
import { PatchWriter } from '../frames/patches.ts';
import type { Handover, Progress } from '../protocol.ts';

export class Publisher {
  #shared: boolean;
  #frames: FrameWriter | undefined;
  #patches: PatchWriter | undefined;
  /** The newest buffer has not gone out with an answer yet. */
  #unsent = false;
  /** Told again to a buffer that takes another's place in the middle of a run. */
  #progress: Progress | undefined;

  constructor(shared: boolean) {
    this.#shared = shared && typeof SharedArrayBuffer === 'function';
  }

  /** Make the present state visible in shared memory; without it nothing is done before `handover`. */
  publish(view: MachineView): void {
    if (!this.#shared) return;
    if (this.#frames?.layout.id !== view.layout.id) this.#replace(view);
    this.#frames?.publish(view);
  }

  /** Publish, and answer what the page must be given for it. Goes out with the next answer. */
  handover(view: MachineView): Handover {
    this.publish(view);
    if (!this.#shared) return this.#patch(view);
    if (!this.#unsent || this.#frames === undefined) return {};
    this.#unsent = false;
    return { layout: this.#frames.layout, buffer: this.#frames.buffer };
  }

  report(progress: Progress): void {
    this.#progress = progress;
    this.#frames?.report(progress);
  }

  #replace(view: MachineView): void {
    const old = this.#frames;
    try {
      this.#frames = new FrameWriter(view.layout);
      this.#unsent = true;
      if (this.#progress !== undefined) this.#frames.report(this.#progress);
    } catch (error) {
      // Three slots of the largest board are a quarter of a gigabyte: a small machine may refuse
      // them and still have room for what moved.
      if (!(error instanceof RangeError)) throw error;
      this.#frames = undefined;
      this.#shared = false;
    }
    old?.retire();
  }

  #patch(view: MachineView): Handover {
    const fresh = this.#patches?.layout.id !== view.layout.id;
    if (fresh) this.#patches = new PatchWriter(view.layout);
    const patch = this.#patches?.build(view);
    if (patch === undefined) return {};
    return fresh ? { layout: view.layout, patch } : { patch };
  }
}
