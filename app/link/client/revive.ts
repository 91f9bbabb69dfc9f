/** From nothing to a worker whose machine is where the journal ends. */
import { mostStepsOf } from '../../../engine/journal/time/steps.ts';
import type { Command, Outcome } from '../../../engine/contract/command.ts';
import { openCall, runCall, seekCall } from '../calls.ts';
import type { Clock } from '../clock.ts';
import { Connection } from './connection.ts';
import type { Death, WorkerLike } from './connection.ts';
import { RUN_CALL_COMMANDS } from '../limits.ts';
import { FrameSource } from './source.ts';
import { pushAll } from '../../../engine/contract/long-lists.ts';

export interface ReviveSetting {
  readonly spawn: () => WorkerLike;
  readonly clock: Clock;
  readonly shared: boolean;
}

export interface ReviveHooks {
  /** There is a worker, not up to date yet. */
  readonly onSpawn: (connection: Connection) => void;
  /** It died, now or at any time later. */
  readonly onDeath: (connection: Connection, death: Death) => void;
  /** A number for a run that no other run of this page has. */
  readonly nextRun: () => number;
}

export interface Revived {
  readonly connection: Connection;
  /** Its frames. Those of an earlier worker stay in view until all is repeated. */
  readonly source: FrameSource;
  /** Outcomes of the commands from `known` on. */
  readonly outcomes: readonly Outcome[];
}

/** What was executed, and after how many operations of it the machine shall stand. */
export interface Executed {
  readonly commands: readonly Command[];
  readonly position: number;
}

/** Start a worker, open it, replay what was executed. Rejects, with the worker ended, when it dies over that. */
export async function revive(
  { spawn, clock, shared }: ReviveSetting,
  { commands, position }: Executed,
  known: number,
  { onSpawn, onDeath, nextRun }: ReviveHooks,
): Promise<Revived> {
  const source = new FrameSource();
  const connection: Connection = new Connection(
    spawn(),
    clock,
    (handover) => {
      source.attach(handover);
    },
    (death) => {
      onDeath(connection, death);
    },
  );
  onSpawn(connection);
  try {
    await connection.call(openCall(shared));
    connection.listen();
    const outcomes = await replay(connection, commands, known, nextRun);
    if (position < mostStepsOf(commands)) await connection.call(seekCall(position));
    return { connection, source, outcomes };
  } catch (error) {
    connection.die('crash', String(error));
    throw error;
  }
}

async function replay(
  connection: Connection,
  commands: readonly Command[],
  known: number,
  nextRun: () => number,
): Promise<readonly Outcome[]> {
  const kept: Outcome[] = [];
  for (let at = 0; at < commands.length;) {
    const some = commands.slice(at, at + RUN_CALL_COMMANDS);
    const reply = await connection.call(runCall(some, nextRun()));
    pushAll(kept, reply.outcomes.slice(Math.max(0, known - at)));
    at += reply.outcomes.length;
    if (reply.ended === 'stopped') throw new Error('a replay was stopped');
  }
  return kept;
}
