/**
 * What the page asks of the worker and what it answers: the whole traffic on one page, shared by
 * both threads. Few coarse calls, plain data, no callbacks. Every answer is checked when it comes
 * in, because a worker half dead or of another version may say anything.
 */
import type { Command, Outcome } from '../../engine/contract/command.ts';
import type { SampleWindow } from '../../engine/journal/time/samples.ts';
import type { MachineState } from '../../engine/machine/machine.ts';
import type { Layout } from '../../engine/contract/view.ts';

/** Changes with every change of this file that an older page or worker would misunderstand. */
export const PROTOCOL = 2;

/**
 * How far a run is: `index` of the command under way (all before it are complete), operations done
 * of all its commands, and of how many. `run` is the number the page gave to the call.
 */
export interface Progress {
  readonly run: number;
  readonly index: number;
  readonly done: number;
  readonly total: number;
}

/**
 * News of the columns that comes with an answer. Shared: `layout` and `buffer` when there is a new
 * buffer, else nothing. Not shared: `patch` when chunks moved, with `layout` when it starts anew.
 */
export interface Handover {
  readonly layout?: Layout;
  readonly buffer?: SharedArrayBuffer;
  readonly patch?: ArrayBuffer;
}

export interface OpenReply extends Handover {
  readonly protocol: number;
}
/** `cut`: the answer was getting long or late; the commands after the last outcome were not begun. */
export type RunEnd = 'done' | 'stopped' | 'cut';
export interface RunReply extends Handover {
  readonly outcomes: readonly Outcome[];
  readonly ended: RunEnd;
}
export interface SeekReply extends Handover {
  /** Operations after which the machine stands now. */
  readonly position: number;
}
export interface ProgressReply extends Handover {
  readonly progress: Progress | undefined;
}

/** The worker, as the page sees it. One `run` at a time; the others may come during a run. */
export interface LinkApi {
  /** First call, once. `shared`: the page can take a SharedArrayBuffer. */
  open(shared: boolean): OpenReply;
  /** In slices; `run` is any number other than the last one. */
  run(commands: readonly Command[], run: number): Promise<RunReply>;
  /** Go to where the machine stood after so many operations; at most as many as were executed. */
  seek(position: number): Promise<SeekReply>;
  /** Memory at the positions [from, to) in so many equal parts; undefined while it is not known. */
  samples(from: number, to: number, buckets: number): Promise<SampleWindow | undefined>;
  /** End the run under way; what was done stays done, and its answer says so. */
  stop(): void;
  /** Of the run under way, with what moved so far: for pages without shared memory. */
  progress(): ProgressReply;
  state(): Promise<MachineState>;
  paths(): Promise<readonly string[]>;
  handles(): readonly string[];
  /** Bytes of physical memory, where they are modelled; see Machine.bytes. */
  bytes(phys: number, length: number): Uint8Array | undefined;
  /** The empty call: heartbeat, and the floor of every measurement. */
  ping(): Progress | undefined;
}

export type Checked<T> = (reply: unknown) => reply is T;

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const isOutcome: Checked<Outcome> = (value): value is Outcome =>
  isRecord(value) &&
  Number.isSafeInteger(value['op']) &&
  Number.isSafeInteger(value['ops']) &&
  isRecord(value['result']) &&
  typeof value['result']['ok'] === 'boolean' &&
  Array.isArray(value['log']) &&
  Array.isArray(value['events']) &&
  isRecord(value['dropped']);

const isHandover = (value: Record<string, unknown>): boolean =>
  (value['layout'] === undefined || isRecord(value['layout'])) &&
  (value['buffer'] === undefined ||
    (typeof SharedArrayBuffer === 'function' && value['buffer'] instanceof SharedArrayBuffer)) &&
  (value['patch'] === undefined || value['patch'] instanceof ArrayBuffer);

export const isProgress: Checked<Progress | undefined> = (value): value is Progress | undefined =>
  value === undefined ||
  (isRecord(value) &&
    ['run', 'index', 'done', 'total'].every((word) => Number.isSafeInteger(value[word])));

export const isNothing: Checked<undefined> = (value): value is undefined => value === undefined;

export const isOpenReply: Checked<OpenReply> = (value): value is OpenReply =>
  isRecord(value) && value['protocol'] === PROTOCOL && isHandover(value);

export const isSeekReply: Checked<SeekReply> = (value): value is SeekReply =>
  isRecord(value) && Number.isSafeInteger(value['position']) && isHandover(value);

/** An answer to a run of `commands`: an outcome each, fewer only if it says why, but never none for nothing. */
export const isRunReply =
  (commands: number): Checked<RunReply> =>
  (value): value is RunReply => {
    if (!isRecord(value) || !isHandover(value)) return false;
    const { outcomes, ended } = value;
    if (!Array.isArray(outcomes) || !outcomes.every(isOutcome)) return false;
    if (ended === 'done') return outcomes.length === commands;
    if (ended === 'cut') return outcomes.length > 0 && outcomes.length < commands;
    return ended === 'stopped' && outcomes.length <= commands;
  };

export const isProgressReply: Checked<ProgressReply> = (value): value is ProgressReply =>
  isRecord(value) && isProgress(value['progress']) && isHandover(value);

export const isState: Checked<MachineState> = (value): value is MachineState =>
  isRecord(value) && value['format'] === 'carveout-state/1' && typeof value['digest'] === 'string';

export const isBytes: Checked<Uint8Array | undefined> = (value): value is Uint8Array | undefined =>
  value === undefined || value instanceof Uint8Array;
export const isStrings: Checked<readonly string[]> = (value): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');
