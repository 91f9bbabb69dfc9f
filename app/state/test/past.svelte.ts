/** A session whose lines come from tests, and outcomes with as many steps as one likes. */
import type { Event, Outcome } from '../../../engine/command.ts';
import type { Past, ToldOutcome } from '../op-steps.svelte.ts';
import type { ScriptLine } from '../transcript.ts';

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
export class TestPast implements Past {
  script = $state.raw<Past['script']>({ items: [], dropped: 0 });
  length = $state(0);
  position = $state(0);
  #id = 0;

  /** Executed at the position: what lay beyond is gone. */
  run(said: readonly Said[]): ToldOutcome[] {
    const items = this.script.items.filter(({ at }) => at <= this.position);
    const done = said.map(({ text, outcome }) => {
      const { op, ops } = outcome;
      const took = Math.max(1, ops);
      this.position += took;
      this.#id += 1;
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
      };
      return { line, outcome };
    });
    this.script = { items: [...items, ...done.map(({ line }) => line)], dropped: 0 };
    this.length = this.position;
    return done;
  }
}

export const boot = (): Said => told(0, 0, { result: BOOT, ops: 0 });
