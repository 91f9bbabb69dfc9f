/**
 * The branches of an experiment. The one that is shown lies in the session, executed; of the others
 * the text is kept. Fetched behind the first paint: until then the session is its trunk.
 */
import type { Branch, Experiment } from '../../engine/journal/index.ts';
import { plainName, TRUNK } from '../../engine/journal/index.ts';
import { formatCommand, parse } from '../../engine/language/index.ts';
import { shortened, stepsOf, totalSteps } from '../../engine/journal/steps.ts';
import { MAX_BRANCHES } from '../../engine/limits.ts';
import { t } from './i18n.svelte.ts';
import type { Session } from './session.svelte.ts';
import { session } from './session.svelte.ts';
import type { TimeBranch } from './time.ts';
import { narrated } from './transcript.ts';

/** What to do with what lies beyond the position at which something is executed. */
export type Beyond = 'keep' | 'drop' | 'cancel';

/** A question that waits for its answer. */
export interface Asking {
  readonly position: number;
  readonly length: number;
  answer(beyond: Beyond): void;
}

/** The lines of a script as far as its first `steps` steps. */
export function cutText(text: string, steps: number): string {
  let left = steps;
  let end = 0;
  for (const { command, to } of parse(text).statements) {
    if (left <= 0) break;
    const takes = stepsOf(command);
    if (takes > left) return `${text.slice(0, end)}${formatCommand(shortened(command, left))}\n`;
    left -= takes;
    const newline = text.indexOf('\n', to);
    end = newline < 0 ? text.length : newline + 1;
  }
  const kept = text.slice(0, end);
  return kept === '' || kept.endsWith('\n') ? kept : `${kept}\n`;
}

/** Everything that is executed to come to the end of a branch. */
export function pathText(branches: readonly Branch[], index: number): string {
  const { from, text } = branches[index]!;
  return from ? cutText(pathText(branches, from.branch), from.at) + text : text;
}

export class Branches {
  readonly #session: Session;
  /** Text of the one that is shown: see `all`. */
  #kept = $state.raw<readonly Branch[]>([{ name: TRUNK, from: undefined, text: '' }]);
  shown = $state(0);
  /** Lines of the session's script that the branch shown has from those it leaves. */
  #inherited = $state(0);
  asking = $state.raw<Asking | undefined>();
  /** Steps to the end of branches that are not shown; of others, their text says it. */
  readonly #lengths = new WeakMap<Branch, number>();

  constructor(of: Session) {
    this.#session = of;
    of.beforeCut = () => this.#ask();
    of.experiment = () => this.experiment();
    of.load = (experiment) => this.load(experiment);
  }

  /** Every branch with its own text as it is now. */
  get all(): readonly Branch[] {
    const own = this.#session.script.items.slice(this.#inherited);
    const text = own.map((line) => `${line.text}\n`).join('');
    return this.#kept.map((branch, i) => (i === this.shown ? { ...branch, text } : branch));
  }

  /** What a list of them shows. */
  get outline(): readonly TimeBranch[] {
    return this.#kept.map((branch, i) => ({
      name: branch.name,
      from: branch.from?.at ?? 0,
      length: i === this.shown ? this.#session.length : this.#lengthOf(branch),
      shown: i === this.shown,
      parent: branch.from?.branch,
      removable: i > 0 && this.#kept.every(({ from }) => from?.branch !== i),
    }));
  }
  /** Positions at which branches leave the way to the end of the one that is shown. */
  get leaving(): readonly number[] {
    const ends = new Map<number, number>();
    let end = Infinity;
    for (let at: number | undefined = this.shown; at !== undefined;) {
      ends.set(at, end);
      const from: Branch['from'] = this.#kept[at]?.from;
      end = Math.min(end, from?.at ?? 0);
      at = from?.branch;
    }
    return this.#kept.flatMap(({ from }) =>
      from && from.at <= (ends.get(from.branch) ?? -1) ? [from.at] : [],
    );
  }
  #lengthOf(branch: Branch): number {
    const known = this.#lengths.get(branch);
    if (known !== undefined) return known;
    const commands = parse(branch.text).statements.map(({ command }) => command);
    const length = (branch.from?.at ?? 0) + totalSteps(commands);
    this.#lengths.set(branch, length);
    return length;
  }
  /** Every branch as it is now, with the length of the one that is about to be left. */
  #leave(): readonly Branch[] {
    const all = this.all;
    this.#lengths.set(all[this.shown]!, this.#session.length);
    return all;
  }

  /** Reading it is to depend on all of an experiment but its view, without putting its text together. */
  get touched(): readonly unknown[] {
    const { title, position, length, script } = this.#session;
    return [title, position, length, script, this.#kept, this.shown];
  }

  /** Its members change with all that makes it another experiment; where it stands and its view do not count. */
  get content(): readonly unknown[] {
    return [this.#session.title, this.#session.script, this.#kept];
  }

  experiment(): Experiment {
    const { title, position, length } = this.#session;
    return {
      title,
      branches: this.all,
      shown: this.shown,
      position: position < length ? position : undefined,
      view: this.#session.view(),
    };
  }

  /** Another experiment takes this one's place; answers whether all of it was executed. */
  async load({ title, branches, shown, position }: Experiment): Promise<boolean> {
    const whole = await this.#play(branches, shown, () => (this.#session.title = title));
    if (position === undefined) return whole;
    await this.#session.seek(position);
    return whole && this.#session.position === position;
  }

  /** Show another branch, at its end. */
  async switchTo(index: number): Promise<void> {
    if (index === this.shown || !this.#kept[index]) return;
    await this.#play(this.#leave(), index);
  }

  #play(
    branches: readonly Branch[],
    shown: number,
    begun: () => void = () => {},
  ): Promise<boolean> {
    const { from, text } = branches[shown]!;
    const before = from ? cutText(pathText(branches, from.branch), from.at) : '';
    return this.#session.replay(before + text, () => {
      this.#kept = branches;
      this.shown = shown;
      this.#inherited = narrated(before, parse(before).statements).length;
      begun();
    });
  }

  rename(index: number, name: string): void {
    const plain = plainName(name);
    if (plain === '') return;
    this.#kept = this.#kept.map((branch, i) => (i === index ? { ...branch, name: plain } : branch));
  }

  /** One that is shown, or that others leave, stays. */
  mayRemove(index: number): boolean {
    return (
      index > 0 && index !== this.shown && this.#kept.every(({ from }) => from?.branch !== index)
    );
  }
  remove(index: number): void {
    if (!this.mayRemove(index)) return;
    const moved = (at: number): number => (at > index ? at - 1 : at);
    this.#kept = this.#kept
      .filter((_, i) => i !== index)
      .map(({ from, ...branch }) => ({
        ...branch,
        from: from && { ...from, branch: moved(from.branch) },
      }));
    this.shown = moved(this.shown);
  }

  /** The branch that a position belongs to, and the position: where a new one would leave it. */
  #owner(): NonNullable<Branch['from']> {
    const { position } = this.#session;
    let branch = this.shown;
    for (
      let from = this.#kept[branch]!.from;
      from && position <= from.at;
      from = this.#kept[branch]!.from
    )
      branch = from.branch;
    return { branch, at: position };
  }

  /** Go on at the session's position in a new branch; what lies beyond stays where it is. */
  #fork(): void {
    const all = this.#leave();
    const names = new Set(all.map(({ name }) => name));
    let number = all.length + 1;
    while (names.has(t('branch.name', number))) number += 1;
    const name = t('branch.name', number);
    this.#kept = [...all, { name, from: this.#owner(), text: '' }];
    this.shown = all.length;
    this.#inherited = this.#linesBefore();
  }
  /** What lies beyond is gone: a branch that loses all of its own leaves where the position is. */
  #drop(): void {
    const from = this.#owner();
    if (from.branch === this.shown) return;
    this.#kept = this.#kept.map((branch, i) => (i === this.shown ? { ...branch, from } : branch));
    this.#inherited = this.#linesBefore();
  }
  /** Lines up to the position; one in whose middle it stands counts. */
  #linesBefore(): number {
    const { position, script } = this.#session;
    return script.items.filter(({ at, steps }) => at - steps < position || at <= position).length;
  }

  #ask(): Promise<boolean> {
    const { position, length } = this.#session;
    return new Promise((resolve) => {
      const answer = (beyond: Beyond): void => {
        this.asking = undefined;
        if (beyond === 'keep' && this.#kept.length >= MAX_BRANCHES) {
          this.#session.tell(() => t('branch.tooMany', MAX_BRANCHES));
          resolve(false);
          return;
        }
        if (beyond === 'keep') this.#fork();
        else if (beyond === 'drop') this.#drop();
        resolve(beyond !== 'cancel');
      };
      this.asking = { position, length, answer };
    });
  }
}

export const branches = new Branches(session);
