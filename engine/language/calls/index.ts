/**
 * Every call and command of the language. A new one is an entry in a file beside this one, its
 * command in engine/command.ts and its sentences in messages/calls.*.ts.
 */
import type { CallSpec } from '../spec.ts';
import { cmaCalls } from './cma.ts';
import { cmemCalls } from './cmem.ts';
import { cmemRawCalls } from './cmem-raw.ts';
import { dmaCalls } from './dma.ts';
import { streamCalls } from './dma-stream.ts';
import { poolCalls } from './dma-pool.ts';
import { msysCalls } from './msys.ts';
import { shellCalls } from './shell.ts';

export const calls: readonly CallSpec[] = [
  ...shellCalls,
  ...cmaCalls,
  ...dmaCalls,
  ...poolCalls,
  ...streamCalls,
  ...msysCalls,
  ...cmemCalls,
  ...cmemRawCalls,
];

const byName = new Map(calls.map((spec) => [spec.name, spec]));

export const findCall = (name: string): CallSpec | undefined => byName.get(name);
export const callNames: readonly string[] = calls.map((spec) => spec.name);
