/**
 * The branches of an experiment. The one that is shown lies in the session, executed; of the others
 * the text is kept. Fetched after the first paint: until then the session is its trunk.
 */
import type {
  Branch,
  Experiment,
  ExperimentInPieces,
  Piece,
  ViewSettings,
} from '../../engine/journal/index.ts';
import { atOnce, piecesOf, plainName, textOf, TRUNK } from '../../engine/journal/index.ts';
import { MAX_BRANCHES } from '../../engine/contract/limits.ts';
import { linesFor } from '../session/transcript/lines.ts';
import { linesUntil } from '../session/positions.ts';
import type { Origin, Turning } from '../session/session-link.ts';
import { branchName } from './branch-name.ts';
import { lengthOf, pathTo } from './branch-path.ts';
import type { BranchPath } from './branch-path.ts';
import { t } from '../words/i18n.svelte.ts';
import { gently, gentlyWhile } from '../session/transcript/reading.ts';
import { ScriptPieces } from './script-pieces.ts';
import type { Session } from '../session/session.svelte.ts';
import type { Beyond } from '../page/settings.ts';
import type { TimeBranch } from './time.ts';
import type { ScriptPart } from '../session/transcript/transcript.ts';

/** What was done with what lay beyond, and how to take it back. */
export interface Turned {
  readonly beyond: Beyond;
  /** Name of the branch that began. */
  readonly name: string;
  /** Position at which it was, and where the end was then. */
  readonly position: number;
  readonly length: number;
  /** What was typed, if it stands nowhere else. */
  readonly typed: string | undefined;
  /** Everything as it was before. */
  readonly undo: () => Promise<void>;
}

/** What the page decides of branches, and what it is told. */
export interface Wishes {
  readonly beyond: () => Beyond;
  /** Undefined: what was told is over, something else is executed. */
  readonly turned: (turned: Turned | undefined) => void;
  /** What links keep of the view. */
  readonly view: () => ViewSettings;
}

const NO_WISHES: Wishes = { beyond: () => 'branch', turned: () => {}, view: () => ({}) };

export class Branches {
  readonly #session: Session;
  readonly #wishes: Wishes;
  /** Text of the one that is shown: see `all`. */
  #kept = $state.raw<readonly Branch[]>([{ name: TRUNK, from: undefined, text: '' }]);
  shown = $state(0);
  /** Lines of the session's script that the branch shown has from those it leaves. */
  #inherited = $state(0);
  /** Steps to the end of branches that are not shown, as far as their texts were read. */
  readonly #lengths = new WeakMap<Branch, number>();
  /** Moves with each that becomes known. */
  #measured = $state(0);
  /** Ways that were read for who is about to load them. */
  readonly #paths = new WeakMap<Experiment, BranchPath>();

  constructor(of: Session, wishes: Partial<Wishes> = {}) {
    this.#session = of;
    this.#wishes = { ...NO_WISHES, ...wishes };
    of.keepAside({
      begins: () => this.#wishes.turned(undefined),
      goesOn: (turning) => this.#goesOn(turning),
    });
  }

  /** Text of the branch that is shown, in pieces that stand while it grows. */
  readonly #script = new ScriptPieces();
  get #own(): readonly Piece[] {
    return atOnce(this.#script.follow(this.#session.script.items, this.#inherited));
  }
  /** Texts of the others in pieces. */
  readonly #cut = new WeakMap<Branch, readonly Piece[]>();
  #piecesOf(branch: Branch): readonly Piece[] {
    const pieces = this.#cut.get(branch) ?? piecesOf(branch.text);
    this.#cut.set(branch, pieces);
    return pieces;
  }

  /** Puts what was executed into pieces, in slices of time: `all` and `inPieces` have little left to do. */
  settle(): Promise<unknown> {
    return gently(this.#script.follow(this.#session.script.items, this.#inherited));
  }

  /** Every branch with its own text as it is now. */
  get all(): readonly Branch[] {
    const text = textOf(this.#own);
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
  /** Where its text was not read yet, it is where the branch begins. */
  #lengthOf(branch: Branch): number {
    return (this.#measured, this.#lengths.get(branch)) ?? branch.from?.at ?? 0;
  }
  /** Other branches, or others of the same text. */
  #keep(branches: readonly Branch[]): void {
    this.#kept = branches;
    void this.#measure();
  }
  /** Reads the texts of branches whose length nobody knows yet. */
  async #measure(): Promise<void> {
    const all = this.#kept;
    for (const [i, branch] of all.entries()) {
      if (i === this.shown || this.#lengths.has(branch)) continue;
      const length = await gentlyWhile(() => this.#kept === all, lengthOf(branch));
      if (length === undefined) return;
      this.#lengths.set(branch, length);
      this.#measured += 1;
    }
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
    return { ...this.#outline(), branches: this.all };
  }
  /** The same in pieces: what did not change since it was asked for before is the same piece. */
  inPieces(): ExperimentInPieces {
    const branches = this.#kept.map((branch, i) => ({
      name: branch.name,
      from: branch.from,
      pieces: i === this.shown ? this.#own : this.#piecesOf(branch),
    }));
    return { ...this.#outline(), branches };
  }
  #outline(): Omit<Experiment, 'branches'> {
    const { title, position, length } = this.#session;
    return {
      title,
      shown: this.shown,
      position: position < length ? position : undefined,
      view: this.#wishes.view(),
    };
  }

  /** Reads what `load` is going to execute, so that it begins at once. Nothing else changes. */
  async prepare(experiment: Experiment): Promise<void> {
    const { branches, shown } = experiment;
    this.#paths.set(experiment, await gently(pathTo(branches, shown)));
  }

  /** Another experiment takes this one's place; answers whether all of it was executed. */
  async load(experiment: Experiment, origin?: Origin): Promise<boolean> {
    if (!this.#paths.has(experiment)) await this.prepare(experiment);
    const { title, branches, shown, position } = experiment;
    const path = this.#paths.get(experiment)!;
    const titled = (): void => void (this.#session.title = title);
    const whole = await this.#play(branches, shown, path, titled, origin);
    if (position === undefined) return whole;
    await this.#session.seek(position);
    return whole && this.#session.position === position;
  }

  /** Show another branch, at its end. */
  async switchTo(index: number): Promise<void> {
    if (index === this.shown || !this.#kept[index]) return;
    const { all, shown } = this;
    const path = await gently(pathTo(all, index));
    // Whoever came in between has the last word.
    if (shown === this.shown && this.#kept[index]?.text === all[index]!.text)
      await this.#play(this.#leave(), index, path);
  }

  #play(
    branches: readonly Branch[],
    shown: number,
    { before, own, inherited }: BranchPath,
    titled: () => void = () => {},
    origin?: Origin,
  ): Promise<boolean> {
    const begun = (): void => {
      this.shown = shown;
      this.#keep(branches);
      this.#inherited = inherited;
      titled();
    };
    return this.#session.replay(before + own, begun, origin);
  }

  rename(index: number, name: string): void {
    const plain = plainName(name);
    if (plain === '') return;
    this.#keep(this.#kept.map((branch, i) => (i === index ? { ...branch, name: plain } : branch)));
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
    this.shown = moved(this.shown);
    this.#keep(
      this.#kept
        .filter((_, i) => i !== index)
        .map(({ from, ...branch }) => ({
          ...branch,
          from: from && { ...from, branch: moved(from.branch) },
        })),
    );
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

  /** Something is executed at an earlier position; answers the lines of the script that stay. */
  #goesOn({ lines, first, typed }: Turning): number | undefined {
    const { position, length, script } = this.#session;
    const beyond = this.#isNeeded(position) ? 'branch' : this.#wishes.beyond();
    if (beyond === 'branch' && this.#kept.length >= MAX_BRANCHES) {
      this.#session.tell(() => t('branch.tooMany', MAX_BRANCHES));
      return undefined;
    }
    const before = { ...this.inPieces(), position };
    const name = this.#kept[this.shown]!.name;
    const onWay = linesFor(script.items, position);
    const isOwn = beyond === 'drop' && this.#owner().branch === this.shown;
    if (beyond === 'branch') this.#fork(first, onWay);
    else this.#drop(onWay);
    const undo = async (): Promise<void> => {
      const texts = before.branches.map(({ pieces, ...branch }) => ({
        ...branch,
        text: textOf(pieces),
      }));
      await this.load({ ...before, branches: texts });
    };
    const now = beyond === 'branch' ? this.#kept[this.shown]!.name : name;
    this.#wishes.turned({ beyond, name: now, position, length, typed, undo });
    if (lines !== undefined) return lines;
    // Comments after the last step narrate what lies beyond: they go with it, unless all stays in one.
    return isOwn ? Math.max(onWay, linesUntil(script.items, position)) : onWay;
  }
  /** Whether another branch begins with what lies beyond a position of the one that is shown. */
  #isNeeded(position: number): boolean {
    return this.#kept.some(({ from }) => from?.branch === this.shown && from.at > position);
  }

  /** Go on at the session's position in a new branch; what lies beyond stays where it is. */
  #fork(first: ScriptPart | undefined, onWay: number): void {
    const all = this.#leave();
    const from = this.#owner();
    const otherwise = t('branch.upTo', from.at);
    const taken = all.map(({ name }) => name);
    this.#kept = [...all, { name: branchName(first, taken, otherwise), from, text: '' }];
    this.shown = all.length;
    this.#inherited = onWay;
  }
  /** What lies beyond is gone: a branch that loses all of its own leaves where the position is. */
  #drop(onWay: number): void {
    const from = this.#owner();
    if (from.branch === this.shown) return;
    this.#kept = this.#kept.map((branch, i) => (i === this.shown ? { ...branch, from } : branch));
    this.#inherited = onWay;
  }
}
