/**
 * Whom the driver and the library speak to. Nobody may be listening: then no text is built.
 */
import type { Errno } from '../command.ts';
import type { Bytes, PhysAddr } from '../units.ts';

/** What happened, for pictures and explanations. */
export type CmemFact =
  /** A system call the library made and what it returned; -1 comes with its errno. */
  | { readonly is: 'syscall'; readonly call: string; readonly ret: number; readonly errno?: Errno }
  /** GETPOOL looked at a pool. `best` so far is what it would hand out if nothing better follows. */
  | {
      readonly is: 'pool';
      readonly block: number;
      readonly pool: number;
      readonly size: Bytes;
      readonly asked: Bytes;
      readonly verdict: 'too small' | 'empty' | 'not better' | 'best';
    }
  /** A buffer left the free list of a pool. */
  | {
      readonly is: 'taken';
      readonly block: number;
      readonly pool: number;
      readonly id: number;
      readonly phys: PhysAddr;
      readonly size: Bytes;
    }
  /** What a request got: `rounding` is up to the page it asked for, `unused` the rest of the buffer. */
  | {
      readonly is: 'served';
      readonly asked: Bytes;
      readonly size: Bytes;
      readonly rounding: Bytes;
      readonly unused: Bytes;
    }
  /** A buffer was cut out of a free chunk of the heap, `skipped` bytes from its beginning. */
  | {
      readonly is: 'cut';
      readonly block: number;
      readonly phys: PhysAddr;
      readonly size: Bytes;
      readonly chunk: PhysAddr;
      readonly chunkSize: Bytes;
      readonly skipped: Bytes;
    }
  /** Only one user of several went away: the buffer stays busy. */
  | { readonly is: 'unregistered'; readonly phys: PhysAddr; readonly users: number }
  | {
      readonly is: 'freed';
      readonly block: number;
      readonly pool: number;
      readonly phys: PhysAddr;
      readonly size: Bytes;
    };

export interface CmemSink {
  /** One line of printk text without newline; level 3 = KERN_ERR, 6 = KERN_INFO, none = default. */
  printk(text: string, level?: 3 | 4 | 6): void;
  /** Bytes on the process' standard error, newlines included. */
  stderr(text: string): void;
  fact(fact: CmemFact): void;
}
export type Listener = CmemSink | undefined;

/** __E() of cmemk.c. */
export const kernelError = (sink: Listener, text: string): void =>
  sink?.printk(`CMEMK Error: ${text}`, 3);
/** __E() of cmem.c. */
export const libraryError = (sink: Listener, text: string): void =>
  sink?.stderr(`CMEM Error: ${text}`);
