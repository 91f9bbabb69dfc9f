/** A session's link without a worker. */
import type { Command, Outcome } from '../../../engine/contract/command.ts';
import type { LinkClient, LinkRefused, Restart, Status } from '../../link/client/client.ts';
import type { RunOptions, RunResult } from '../../link/client/result.ts';
import type { SessionLink } from '../session-link.ts';

export const outcome = (op: number, part: Partial<Outcome> = {}): Outcome => ({
  op,
  ops: 1,
  result: { ok: true, value: { is: 'none' } },
  log: [],
  events: [],
  dropped: { events: 0, log: 0 },
  sleptMs: 0,
  ...part,
});
/** A link that answers every command at once, in the order asked, and remembers what it was asked. */
export class FakeLink implements SessionLink {
  readonly asked: Command[][] = [];
  answer: (command: Command, op: number) => Outcome = (_command, op) => outcome(op);
  ended: RunResult['ended'] = 'done';
  /** Indices of commands over which a worker dies. */
  loses: readonly number[] = [];
  refuse: LinkRefused | undefined;
  isolated = true;
  failure: LinkClient['failure'] = undefined;
  restartListener: ((restart: Restart) => void) | undefined;
  statusListener: ((status: Status) => void) | undefined;
  frameListener: (() => void) | undefined;
  /** Of the last run. */
  patient: boolean | undefined;
  /** Steps that a command takes. */
  takes: (command: Command) => number = () => 1;
  #op = 0;
  open = (): Promise<void> => (this.refuse ? Promise.reject(this.refuse) : Promise.resolve());
  restart = this.open;
  run = (commands: readonly Command[], options: RunOptions = {}): Promise<RunResult> => {
    if (this.refuse) return Promise.reject(this.refuse);
    this.asked.push([...commands]);
    this.patient = options.patient;
    const outcomes: Outcome[] = [];
    for (const [index, command] of commands.entries()) {
      if (this.ended !== 'done' && outcomes.length === 1) break;
      if (this.loses.includes(index)) {
        options.onLost?.(index);
        continue;
      }
      outcomes.push(this.answer(command, ++this.#op));
      this.length = this.position += this.takes(command);
      options.onOutcomes?.(outcomes.slice(-1), index);
    }
    return Promise.resolve({
      count: outcomes.length,
      outcomes,
      lost: this.loses,
      ended: this.ended,
      trimmed: undefined,
      death: undefined,
    });
  };
  frame: LinkClient['frame'] = () => undefined;
  onFrame = (listener: () => void) => {
    this.frameListener = listener;
    return () => {};
  };
  onStatus = (listener: (status: Status) => void) => {
    this.statusListener = listener;
    return () => {};
  };
  onRestart = (listener: (restart: Restart) => void) => {
    this.restartListener = listener;
    return () => {};
  };
  paths = () => Promise.resolve(['/proc/meminfo']);
  handles = () => Promise.resolve(['a']);
  bytes: LinkClient['bytes'] = () => Promise.resolve(undefined);
  ask: LinkClient['ask'] = () => Promise.reject(new Error('nobody asks'));
  state: LinkClient['state'] = () => Promise.reject(new Error('a worker has it'));
  length = 0;
  position = 0;
  cut = (): void => void (this.length = this.position);
  seek: LinkClient['seek'] = (position) =>
    Promise.resolve((this.position = Math.min(position, this.length)));
}
