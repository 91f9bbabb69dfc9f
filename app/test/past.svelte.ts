/** A session whose lines come from tests, and outcomes with as many steps as one likes. */
import type { Event, Outcome } from '../../engine/contract/command.ts';
import type { ExecutedScript } from '../session/positions.ts';
import type { ToldOutcome } from '../session/told.ts';
import type { ScriptLine } from '../session/transcript/transcript.ts';

const slept = (count: number): Event[] =>
  Array.from({ length: count }, (_, ms) => ({ is: 'slept', ms }));
export interface Said {
  readonly text: string;
  readonly outcome: Outcome;
}
export const told = (op: number, events: number, part: Partial<Outcome> = {}): Said => ({
  text: `line ${op}`,
  outcome: {
    op,
    ops: 1,
    result: { ok: true, value: { is: 'none' } },
    log: [],
    events: slept(events),
    dropped: { events: 0, log: 0 },
    sleptMs: 0,
    ...part,
  },
});
const BOOT: Outcome['result'] = {
  ok: true,
  value: { is: 'board', board: 'x', pages: 1, refusal: undefined, notes: [] },
};

/** A session in which lines are executed, taken back and forgotten. */
export class TestPast implements ExecutedScript {
  script = $state.raw<ExecutedScript['script']>({ items: [], dropped: 0 });
  boots = $state.raw<ExecutedScript['boots']>([]);
  length = $state(0);
  position = $state(0);
  #id = 0;

  /** Executed at the position: what lay beyond is gone. */
  run(said: readonly Said[]): ToldOutcome[] {
    const items = this.script.items.filter(({ at }) => at <= this.position);
    const boots = this.boots.filter(({ at }) => at <= this.position);
    const done = said.map(({ text, outcome }) => {
      const { op, ops } = outcome;
      const took = Math.max(1, ops);
      this.position += took;
      this.#id += 1;
      const { result } = outcome;
      const booted = result.ok && result.value.is === 'board';
      if (booted) boots.push({ firstId: this.#id, lineId: this.#id, at: this.position, text });
      const line: ScriptLine = {
        id: this.#id,
        op: ops > 0 ? op : undefined,
        at: this.position,
        steps: took,
        text,
        comment: false,
        failed: false,
        line: this.#id,
        by: undefined,
        ...(booted && { boots: true }),
      };
      return { line, outcome };
    });
    this.script = { items: [...items, ...done.map(({ line }) => line)], dropped: 0 };
    this.boots = boots;
    this.length = this.position;
    return done;
  }
}

export const boot = (): Said => told(0, 0, { result: BOOT, ops: 0 });
