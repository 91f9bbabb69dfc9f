/**
 * Whom the driver and the library speak to. Nobody may be listening: then no text is built.
 */
import type { CmemEvent } from '../protocol.ts';

/** What happened, for pictures and explanations. */
export type CmemFact = CmemEvent;

export interface CmemSink {
  /** One line of printk text without newline; level 3 = KERN_ERR, 6 = KERN_INFO, none = default. */
  printk(text: string, level?: 3 | 4 | 6): void;
  /** Bytes on the process' standard error, newlines included. */
  stderr(text: string): void;
  fact(fact: CmemFact): void;
  /** False: facts are not read, so that nothing need be walked for them. */
  readonly listening: boolean;
}
export type Listener = CmemSink | undefined;

/** __E() of cmemk.c. */
export const kernelError = (sink: Listener, text: string): void =>
  sink?.printk(`CMEMK Error: ${text}`, 3);
/** __E() of cmem.c. */
export const libraryError = (sink: Listener, text: string): void =>
  sink?.stderr(`CMEM Error: ${text}`);
