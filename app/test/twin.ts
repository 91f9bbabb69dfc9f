/** Session and branches as lists of lines: what a person expects of every deed, the slow way. */
import type { Experiment } from '../../engine/journal/index.ts';
import type { Beyond } from '../page/settings.ts';

/** A line of a script, and the steps it takes. */
export interface Line {
  readonly text: string;
  readonly steps: number;
}
export const comment = (text: string): Line => ({ text: `# ${text}`, steps: 0 });
export const work = (steps: number): Line => ({
  text: `workload cma ops=${steps} seed=3 mix=video`,
  steps,
});
export const board = (name: string): Line => ({
  text: `board ${name}`,
  steps: name === 'nosuch' ? 0 : 1,
});
const stepsOf = (lines: readonly Line[]): number =>
  lines.reduce((sum, { steps }) => sum + steps, 0);
export const textOf = (lines: readonly Line[]): string =>
  lines.map(({ text }) => `${text}\n`).join('');
export const isComment = ({ text }: Line): boolean => text.startsWith('#');
const boots = ({ text, steps }: Line): boolean => text.startsWith('board') && steps > 0;

/** The lines of the first `steps` steps; a workload may be cut in two. Those after them that take none stay if asked. */
function firstSteps(lines: readonly Line[], steps: number, others: boolean): Line[] {
  const kept: Line[] = [];
  let left = steps;
  for (const line of lines) {
    if (line.steps > left || (left === 0 && !others)) {
      if (left > 0) kept.push(work(left));
      break;
    }
    kept.push(line);
    left -= line.steps;
  }
  return kept;
}
/** How many lines two lists begin with both. */
function common(a: readonly Line[], b: readonly Line[]): number {
  let same = 0;
  while (same < a.length && a[same]!.text === b[same]?.text) same += 1;
  return same;
}

interface TwinBranch {
  name: string;
  from: { branch: number; at: number } | undefined;
  own: readonly Line[];
}

export class Twin {
  all: TwinBranch[] = [{ name: 'main', from: undefined, own: [] }];
  shown = 0;
  position = 0;

  get length(): number {
    return this.#lengthOf(this.shown);
  }
  #lengthOf(index: number): number {
    const { from, own } = this.all[index]!;
    return (from?.at ?? 0) + stepsOf(own);
  }
  /** What is executed to come to the end of a branch. */
  way(index = this.shown): readonly Line[] {
    const { from, own } = this.all[index]!;
    return from ? [...firstSteps(this.way(from.branch), from.at, false), ...own] : own;
  }
  /** The branch that the position is in. */
  #owner(): { branch: number; at: number } {
    let branch = this.shown;
    while (this.position <= (this.all[branch]!.from?.at ?? -1))
      branch = this.all[branch]!.from!.branch;
    return { branch, at: this.position };
  }
  #freeName(first: Line | undefined): string {
    const name = first?.text.replace('# ', '') ?? `up to step ${this.position}`;
    for (let number = 1; ; number += 1) {
      const free = number === 1 ? name : `${name} (${number})`;
      if (this.all.every((branch) => branch.name !== free)) return free;
    }
  }
  /** As it was before what lies beyond was last turned away from. */
  #before: Pick<Twin, 'all' | 'shown' | 'position'> | undefined;
  undo(): void {
    Object.assign(this, this.#before);
  }
  /** What lies beyond the position goes, or stays in a branch of its own; `stay`: lines that stay in any case. */
  #turn(first: Line | undefined, beyond: Beyond, stay: readonly Line[] | undefined): void {
    this.#before = { all: [...this.all], shown: this.shown, position: this.position };
    const needed = this.all.some(
      ({ from }) => from?.branch === this.shown && from.at > this.position,
    );
    const owner = this.#owner();
    const shown = this.all[this.shown]!;
    const onWay = firstSteps(this.way(), this.position, false).length;
    const own = stay?.slice(onWay) ?? [];
    if (beyond === 'branch' || needed) {
      this.all.push({ name: this.#freeName(first), from: owner, own });
      this.shown = this.all.length - 1;
    } else if (owner.branch !== this.shown) {
      this.all[this.shown] = { ...shown, from: owner, own };
    } else {
      const inherited = this.way().length - shown.own.length;
      const kept = firstSteps(shown.own, this.position - (shown.from?.at ?? 0), true);
      this.all[this.shown] = { ...shown, own: stay?.slice(inherited) ?? kept };
    }
  }
  #add(lines: readonly Line[]): void {
    const shown = this.all[this.shown]!;
    this.all[this.shown] = { ...shown, own: [...shown.own, ...lines] };
    this.position = this.length;
  }
  run(lines: readonly Line[], beyond: Beyond): void {
    if (this.position < this.length) this.#turn(lines[0], beyond, undefined);
    this.#add(lines);
  }
  /** What a text without a board stands for: the board that runs in front of it. */
  whole(text: readonly Line[]): readonly Line[] {
    const first = text.find((line) => !isComment(line));
    if (first && boots(first)) return text;
    const way = this.way();
    const boot = firstSteps(way, this.position, true).findLast(boots);
    if (boot) return [boot, ...text];
    return way.length === 0 ? [board('ssd202'), ...text] : text;
  }
  /** The script is this text now. */
  become(text: readonly Line[], beyond: Beyond): void {
    const lines = this.whole(text);
    const way = this.way();
    const same = common(way, lines);
    const stay = way.slice(0, same);
    if (stepsOf(stay) === 0 && way.length > 0) return this.begin(lines);
    this.position = stepsOf(stay);
    if (this.position < this.length) this.#turn(lines[same], beyond, stay);
    else {
      const shown = this.all[this.shown]!;
      const inherited = way.length - shown.own.length;
      this.all[this.shown] = { ...shown, own: stay.slice(inherited) };
    }
    this.#add(lines.slice(same));
  }
  /** Another experiment. */
  begin(lines: readonly Line[]): void {
    this.all = [{ name: 'main', from: undefined, own: lines }];
    this.shown = 0;
    this.position = this.length;
  }
  seek(position: number): void {
    this.position = Math.min(position, this.length);
  }
  switchTo(index: number): void {
    if (index === this.shown) return;
    this.shown = index;
    this.position = this.length;
  }
  /** A branch that is shown, or left by others, stays, and so does the trunk. */
  remove(index: number): void {
    if (!this.removable.includes(index)) return;
    const gone = this.all[index]!;
    const names = this.all.map(({ from }) => from && this.all[from.branch]!);
    const shown = this.all[this.shown]!;
    const stay = this.all.filter((branch) => branch !== gone);
    // Each names the branch it leaves by where that stands now.
    const parents = names.filter((_, i) => this.all[i] !== gone);
    this.all = stay.map((branch, i) => {
      const parent = parents[i];
      return parent
        ? { ...branch, from: { ...branch.from!, branch: stay.indexOf(parent) } }
        : branch;
    });
    this.shown = stay.indexOf(shown);
  }
  get removable(): readonly number[] {
    return this.all.flatMap((_, index) => {
      const left = this.all.some(({ from }) => from?.branch === index);
      return index === 0 || index === this.shown || left ? [] : [index];
    });
  }
  rename(index: number, name: string): void {
    this.all[index] = { ...this.all[index]!, name };
  }
  experiment(): Experiment {
    return {
      title: '',
      branches: this.all.map(({ name, from, own }) => ({ name, from, text: textOf(own) })),
      shown: this.shown,
      position: this.position < this.length ? this.position : undefined,
      view: {},
    };
  }
}
