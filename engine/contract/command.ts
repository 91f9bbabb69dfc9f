/**
 * The protocol: what can be asked of the engine and what it answers. Everything here is plain data: it
 * survives structured clone, JSON and a link. The machine's own part stands here; each system adds its
 * part to `Protocols` in its protocol.ts.
 */
import type { Bytes, OpId, PageCount, Pfn, PhysAddr, VirtAddr } from './units.ts';

/** The parts of the protocol: the commands of each, the values they give, the events and kinds of handles. */
export interface Protocols {
  machine: {
    readonly command: MachineCommand;
    readonly value: MachineValue;
    readonly event: MachineEvent;
    readonly handle: never;
  };
}
/** The systems there are, by the names of their parts of the protocol. */
export type SystemId = Exclude<keyof Protocols, 'machine'>;

export type Command = Protocols[keyof Protocols]['command'];
/** The command of one kind. */
export type CommandOf<K extends Command['kind'], C = Command> = C extends { readonly kind: infer X }
  ? K extends X
    ? C
    : never
  : never;
/** What a successful command gives back. */
export type Value = Protocols[keyof Protocols]['value'];
/** The value of one sort. */
export type ValueOf<V extends Value['is']> = Extract<Value, { readonly is: V }>;
/** Facts of one operation, in the order in which they happened. Views choose the picture. */
export type Event = Protocols[keyof Protocols]['event'];
/** What a handle stands for. */
export type HandleKind = Protocols[keyof Protocols]['handle'];

/** Error names the real code returns, with the numbers of asm-generic/errno-base.h. */
export const ERRNO = {
  EPERM: 1,
  ENOENT: 2,
  EINTR: 4,
  EIO: 5,
  ENXIO: 6,
  EBADF: 9,
  EAGAIN: 11,
  ENOMEM: 12,
  EACCES: 13,
  EFAULT: 14,
  EBUSY: 16,
  EEXIST: 17,
  ENODEV: 19,
  ENOTDIR: 20,
  EISDIR: 21,
  EINVAL: 22,
  ENOTTY: 25,
  ENOSPC: 28,
  ERANGE: 34,
} as const;
export type Errno = keyof typeof ERRNO;

/** A half-open range of page frame numbers. */
export interface PfnRange {
  readonly pfn: Pfn;
  readonly count: PageCount;
}

/** What a release, free or pin names: a handle, a handle's part, or bare page frames. */
export type Target =
  { readonly by: 'handle'; readonly handle: string } | { readonly by: 'pfn'; readonly pfn: Pfn };

/**
 * A pointer or an address in a C call: what a handle stands for, or a number. Where a pointer is
 * wanted a handle is its user address, where a physical address is wanted its physical one.
 */
export type Where =
  | { readonly by: 'handle'; readonly handle: string }
  | { readonly by: 'address'; readonly address: number };

/** The page mixes a workload can draw from; see engine/workload.ts for what each means. */
export const MIXES = ['dma', 'video', 'small', 'pow2', 'wild'] as const;
export type Mix = (typeof MIXES)[number];

/** Commands of the machine itself: its boot, its shell, and what stands around commands of systems. */
export type MachineCommand =
  /** Boot a board. `options` are spelled as the kernel spells them: `cma=4M@0x26000000`, `kernel=6.17`, `CONFIG_CMA_ALIGNMENT=8`. */
  | {
      readonly kind: 'board';
      readonly board: string;
      readonly options: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'cat'; readonly path: string }
  | { readonly kind: 'ls'; readonly path: string; readonly long?: boolean }
  /** A shell write; `text` is what the file gets, the final newline included. */
  | { readonly kind: 'echo'; readonly text: string; readonly path: string }
  | { readonly kind: 'dmesg'; readonly clear?: boolean }
  | {
      readonly kind: 'workload';
      readonly system: 'cma';
      readonly ops: number;
      readonly seed: number;
      readonly mix: Mix;
      /** Share of the region, in percent, around which the workload hovers. */
      readonly fill: number;
      readonly region?: string;
    }
  | { readonly kind: 'expect'; readonly what: Expectation; readonly command: Command };

/** What an `expect` line demands of the command after it. */
export type Expectation =
  | { readonly is: 'ok' }
  | { readonly is: 'errno'; readonly errno: Errno }
  /** The command's value (pfn, bytes written, …) is this number. */
  | { readonly is: 'value'; readonly value: number }
  /** The command's text contains this. */
  | { readonly is: 'text'; readonly text: string };

/** Values that commands of more than one part give. */
export type MachineValue =
  /** `notes`: what the kernel made of the call without a word. */
  | { readonly is: 'none'; readonly notes?: readonly Message[] }
  /** An address that was handed out: mapped, or only taken when `virt` is missing. */
  | {
      readonly is: 'pointer';
      readonly virt: VirtAddr | undefined;
      readonly phys: PhysAddr;
      readonly bytes: Bytes | undefined;
      readonly cached: boolean | undefined;
      readonly handle: string | undefined;
    }
  /** The function returns void; what it did without a word is a note. */
  | { readonly is: 'pool_void'; readonly notes: readonly Message[] }
  | { readonly is: 'number'; readonly value: number }
  | { readonly is: 'bool'; readonly value: boolean }
  /** `note`: what in it is the code's oddity, not the memory's. */
  | { readonly is: 'text'; readonly text: string; readonly note?: Message }
  /** A shell write: what write(2) returned, and the failure that it hides, if any. */
  | { readonly is: 'written'; readonly bytes: number; readonly hidden: Refusal | undefined }
  /** `refusal`: the kernel booted, but could not reserve what `cma=` asked for. */
  | {
      readonly is: 'board';
      readonly board: string;
      readonly pages: PageCount;
      readonly refusal: Refusal | undefined;
      /** What the kernel made of `cma=` without a word. */
      readonly notes: readonly Message[];
    }
  | {
      readonly is: 'workload';
      readonly ops: number;
      readonly allocs: number;
      readonly refused: number;
      readonly releases: number;
    };

/**
 * A sentence to be said in the reader's language: an id of engine/language/messages
 * and its arguments. The engine never builds prose.
 */
export interface Message {
  readonly id: string;
  readonly args?: Readonly<Record<string, string | number>>;
}

/** An expected "no": data, not an exception. `errno` is absent when Carveout itself declines. */
export interface Refusal {
  readonly errno: Errno | undefined;
  readonly why: Message;
}

export type Result =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: Refusal };

/** A call slept for so many simulated milliseconds. */
export interface MachineEvent {
  readonly is: 'slept';
  readonly ms: number;
}

/** One line of kernel text. `printk` goes to dmesg, `ftrace` to the trace buffer. */
export interface LogLine {
  readonly op: OpId;
  readonly channel: 'printk' | 'ftrace';
  readonly text: string;
}

export interface Outcome {
  /** First operation number this command took; it took `ops` of them. */
  readonly op: OpId;
  readonly ops: number;
  readonly result: Result;
  readonly log: readonly LogLine[];
  readonly events: readonly Event[];
  /** What the process wrote to its standard error, if it did. */
  readonly stderr?: string;
  /** Events and log lines beyond the limits of limits.ts: counted, not listed. */
  readonly dropped: { readonly events: number; readonly log: number };
  /** Time the real call would have slept (msys' retries), in simulated milliseconds. */
  readonly sleptMs: number;
  /** For `expect`: whether it held, and what came instead. */
  readonly expectation?: { readonly held: boolean; readonly why: Message };
}
