/** The calls of protocol.ts with what each may take and how its answer is told from nonsense. */
import type { Remote } from 'comlink';
import type { Command } from '../../engine/contract/command.ts';
import type { MachineState } from '../../engine/machine/machine.ts';
import { EXEC_LIMIT_MS, OPEN_LIMIT_MS, PING_LIMIT_MS, READ_LIMIT_MS } from './limits.ts';
import {
  isBytes,
  isNothing,
  isOpenReply,
  isProgress,
  isProgressReply,
  isRunReply,
  isSeekReply,
  isState,
  isStrings,
} from './protocol.ts';
import type {
  LinkApi,
  OpenReply,
  Progress,
  ProgressReply,
  RunReply,
  SeekReply,
} from './protocol.ts';

/**
 * What one call is: its name, what is sent, what may come back, and for how long the worker may be
 * silent meanwhile. `sliced` calls yield, so the heartbeat judges them instead of a time-out.
 */
export interface Call<T> {
  readonly name: string;
  readonly send: (api: Remote<LinkApi>) => Promise<unknown>;
  readonly check: (reply: unknown) => reply is T;
  readonly limitMs: number | 'sliced';
  /** A throw of the worker is its death (the machine may be broken). Else only this call fails. */
  readonly fatal: boolean;
  /** The answer may carry news of the columns. */
  readonly carries: boolean;
  readonly whenLate?: 'timeout' | 'heartbeat';
}

export const openCall = (shared: boolean): Call<OpenReply> => ({
  name: 'open',
  send: (api) => api.open(shared),
  check: isOpenReply,
  limitMs: OPEN_LIMIT_MS,
  fatal: true,
  carries: true,
});

export const runCall = (commands: readonly Command[], run: number): Call<RunReply> => ({
  name: 'run',
  send: (api) => api.run(commands, run),
  check: isRunReply(commands.length),
  limitMs: 'sliced',
  fatal: true,
  carries: true,
});

export const STOP: Call<undefined> = {
  name: 'stop',
  send: (api) => api.stop(),
  check: isNothing,
  limitMs: PING_LIMIT_MS,
  fatal: true,
  carries: false,
};

export const PROGRESS: Call<ProgressReply> = {
  name: 'progress',
  send: (api) => api.progress(),
  check: isProgressReply,
  limitMs: EXEC_LIMIT_MS,
  fatal: true,
  carries: true,
};

export const STATE: Call<MachineState> = {
  name: 'state',
  send: (api) => api.state(),
  check: isState,
  limitMs: READ_LIMIT_MS,
  fatal: false,
  carries: false,
};

export const PATHS: Call<readonly string[]> = {
  name: 'paths',
  send: (api) => api.paths(),
  check: isStrings,
  limitMs: READ_LIMIT_MS,
  fatal: false,
  carries: false,
};

export const HANDLES: Call<readonly string[]> = {
  ...PATHS,
  name: 'handles',
  send: (api) => api.handles(),
};

export const seekCall = (position: number): Call<SeekReply> => ({
  name: 'seek',
  send: (api) => api.seek(position),
  check: isSeekReply,
  limitMs: EXEC_LIMIT_MS,
  fatal: true,
  carries: true,
});

export const bytesCall = (phys: number, length: number): Call<Uint8Array | undefined> => ({
  name: 'bytes',
  send: (api) => api.bytes(phys, length),
  check: isBytes,
  limitMs: READ_LIMIT_MS,
  fatal: false,
  carries: false,
});

/** The heartbeat, which is also the empty call of a benchmark. */
export const PING: Call<Progress | undefined> = {
  name: 'ping',
  send: (api) => api.ping(),
  check: isProgress,
  limitMs: PING_LIMIT_MS,
  fatal: true,
  carries: false,
  whenLate: 'heartbeat',
};
