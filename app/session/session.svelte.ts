/**
 * One session on a board: owns the link to the worker, the newest frame, and the record of what was
 * executed. `run` is the only way in: buttons, forms, console and scenarios hand it text, and each text
 * has its turn.
 */
import type { Parsed, Statement } from '../../engine/language/index.ts';
import { MAX_EXPERIMENT_CHARS, MAX_SOURCE_CHARS } from '../../engine/contract/limits.ts';
import type { Outcome } from '../../engine/contract/command.ts';
import type { MachineState } from '../../engine/machine/machine.ts';
import { shortened } from '../../engine/journal/time/steps.ts';
import { HEADER } from '../../engine/contract/view.ts';
import type { Layout } from '../../engine/contract/view.ts';
import type { Call } from '../link/calls.ts';
import { LinkRefused } from '../link/client/client.ts';
import type { Restart, Status } from '../link/client/client.ts';
import type { LinkFrame } from '../link/frames/frames.ts';
import { WorkerDied } from '../link/client/connection.ts';
import type { Missing } from '../link/parts.ts';
import type { RunProgress } from '../link/client/result.ts';
import type { Capped } from '../page/capped.ts';
import { t } from '../words/i18n.svelte.ts';
import { loadLanguage } from './language.ts';
import type { Language } from './language.ts';
import { linesUntil } from './positions.ts';
import { SessionRecord } from './record.svelte.ts';
import { MissingCode } from '../parts/missing.svelte.ts';
import type { Listener } from './told.ts';
import type { Aside, Origin, RunHow, SessionLink, Turning, Whole } from './session-link.ts';
import type {
  ConsoleLine,
  KernelLine,
  RunBy,
  ScriptLine,
  ScriptPart,
} from './transcript/transcript.ts';

export interface RestartNotice {
  readonly serial: number;
  readonly reason: Restart['reason'];
  readonly detail: string;
  readonly replayed: number;
  readonly lost: number;
}

export class Session {
  readonly #link: SessionLink;
  readonly #missing: MissingCode;
  /** Whole, still state of the machine; another object whenever `tick` moves. Not reactive itself. */
  frame: LinkFrame | undefined;
  /** Moves with every new frame: read it to follow the machine. */
  tick = $state(0);
  layout = $state.raw<Layout | undefined>();
  status = $state.raw<Status>('closed');
  /** Frames come through shared memory; undefined until that is known. */
  shared = $state.raw<boolean | undefined>();
  /** What was executed, and where in it the machine stands. */
  readonly record = new SessionRecord();
  /** Name of the experiment; empty: it has none. */
  title = $state('');
  /** Of the run under way. */
  running = $state.raw<RunProgress | undefined>();
  restarts = $state.raw<readonly RestartNotice[]>([]);
  paths = $state.raw<readonly string[]>([]);
  handles = $state.raw<readonly string[]>([]);
  /** Something was refused because the journal is full. */
  full = $state(false);
  /** What the last worker died of, when none stays alive. */
  failure = $state.raw<string | undefined>();
  #turn: Promise<void> = Promise.resolve();
  /** Settles when the last seek is over. */
  #moving: Promise<void> | undefined;
  #abort: AbortController | undefined;
  /** Moves with each cancel: what was waiting after the cancelled run is not begun. */
  #epoch = 0;
  #aside: Aside | undefined;
  /** Something was told that is not the machine's own state. */
  #told = false;
  #load: (() => Promise<Listener>) | undefined;
  #listener: Promise<Listener> | undefined;

  constructor(link: SessionLink, missing = new MissingCode()) {
    this.#link = link;
    this.#missing = missing;
    link.onFrame(() => this.#take());
    link.onStatus((status) => {
      this.status = status;
      this.failure = link.failure?.detail;
    });
    link.onRestart((restart) => this.#restarted(restart));
  }

  /** Tell what is executed from now on; `load` is called with the first outcomes, and must not fail. */
  listen(load: () => Promise<Listener>): void {
    this.#load = load;
  }

  get transcript(): Capped<ConsoleLine> {
    return this.record.transcript;
  }
  get log(): Capped<KernelLine> {
    return this.record.log;
  }
  get script(): Capped<ScriptLine> {
    return this.record.script;
  }
  /** Steps that were executed, and those after which the machine stands. */
  get length(): number {
    return this.record.length;
  }
  get position(): number {
    return this.record.position;
  }

  /** Who keeps what would be pushed aside; without anybody it is dropped. */
  keepAside(aside: Aside): void {
    this.#aside = aside;
  }

  /** Operations so far. */
  get op(): number {
    return this.#header(HEADER.op);
  }
  /** Blocks alive. */
  get blocks(): number {
    return this.#header(HEADER.blocks);
  }

  /** Start the worker and play a first scenario: if none starts, as soon as one does. */
  async open(source: string): Promise<void> {
    try {
      await this.#link.open();
      this.shared = this.#link.isolated;
    } catch (error) {
      if (!(error instanceof LinkRefused)) throw error;
      this.#refused(error);
    }
    if (source !== '') await this.run(source, undefined, true);
  }

  /**
   * Read and execute text, after what is under way. Resolves when the last answer is shown, with whether
   * all of the text was executed. Patient: where no worker stays alive, wait for one. `declined` is called
   * when what lies beyond an earlier position could not be kept: nothing was executed.
   */
  run(
    source: string,
    by?: RunBy,
    patient = false,
    declined: () => void = () => {},
  ): Promise<boolean> {
    return this.#run(source, { by, patient, declined, most: MAX_SOURCE_CHARS });
  }
  /**
   * Make a text all that was executed: what was executed of it already stays, the rest is executed from
   * the first line that differs, and what was executed beyond that is pushed aside. Resolves when the
   * last answer is shown, with whether all of the text is executed now.
   */
  become(source: string, whole: Whole, origin: Origin): Promise<boolean> {
    const declined = (): void => {};
    return this.#run(source, {
      ...origin,
      whole,
      patient: false,
      declined,
      most: MAX_SOURCE_CHARS,
    });
  }
  #run(source: string, how: RunHow): Promise<boolean> {
    const epoch = this.#epoch;
    const turn = this.#turn.then(
      async () => epoch === this.#epoch && (await this.#execute(source, how)),
    );
    this.#turn = turn.catch(() => {}).then(() => {});
    return turn;
  }

  /** Go to where the machine stood after so many steps. */
  seek(position: number): Promise<void> {
    const moving = this.#seek(position);
    this.#moving = moving;
    const over = (): unknown => (moving === this.#moving ? this.#refreshNames() : undefined);
    void moving.then(over, () => undefined);
    return moving;
  }
  async #seek(position: number): Promise<void> {
    try {
      await this.#link.seek(position);
    } catch (error) {
      // A worker that died over it is told of by the restart, and comes back to where it stood.
      if (error instanceof LinkRefused) this.#refused(error);
      else if (
        !this.#missing.tell(error, () => void this.seek(position)) &&
        !(error instanceof WorkerDied)
      )
        throw error;
    }
    this.#place();
  }

  /** Stop the run under way and forget what waits after it. What was done stays done. */
  cancel(): void {
    this.#epoch += 1;
    this.#abort?.abort();
  }

  async restart(): Promise<void> {
    try {
      await this.#link.restart();
    } catch (error) {
      if (!(error instanceof LinkRefused)) throw error;
      this.#refused(error);
    }
  }

  /**
   * Begin anew with another text; answers whether all of it was executed. `begun` is called when what was
   * there is gone: until then all is as it was, also if no worker can be brought to the start.
   */
  async replay(text: string, begun: () => void = () => {}, origin: Origin = {}): Promise<boolean> {
    this.cancel();
    if (!(await this.#toStart())) return false;
    this.#missing.wish = undefined;
    this.#link.cut();
    this.record.empty();
    this.#tellPast();
    begun();
    const declined = (): void => {};
    return this.#run(text, { ...origin, patient: true, declined, most: MAX_EXPERIMENT_CHARS });
  }
  /** The machine before the first step. */
  async #toStart(): Promise<boolean> {
    await this.#moving;
    try {
      await this.#link.seek(0, true);
    } catch (error) {
      if (error instanceof LinkRefused) this.#refused(error);
      else if (error instanceof WorkerDied) this.tell(() => t('run.notBegun'));
      else if (this.#missing.tell(error, () => void this.seek(0))) this.tell(() => t('run.away'));
      else throw error;
      return false;
    }
    this.#place();
    return true;
  }

  /** Empty the console; the journal and the log stay. */
  clear(): void {
    this.record.clear();
  }

  forgetRestart(serial: number): void {
    this.restarts = this.restarts.filter((restart) => restart.serial !== serial);
  }

  /** A line of the page's own, in the reader's language when it is shown. */
  tell(say: () => string): void {
    this.record.say([{ kind: 'page', say }]);
  }

  async #execute(source: string, how: RunHow): Promise<boolean> {
    this.running = { index: 0, commands: 0, done: 0, total: 0 };
    try {
      const again = (): void => void this.#run(source, how);
      const language = await this.#language(again);
      // The page answers itself: nothing is executed.
      const help = language?.helpFor(source);
      if (help) {
        this.record.say([{ kind: 'in', text: source.trim() }, ...help]);
        return true;
      }
      const read = language && (await this.#read(language, source, how.most));
      if (!read) return false;
      const parts = await language.gently(language.narrating(source, read.statements));
      const typed = how.by || how.whole ? undefined : source;
      const from = how.whole
        ? await this.#keepOf(language, parts, how.whole, how.lead)
        : (await this.#mayGoOn(language, { lines: undefined, first: parts[0], typed })) && 0;
      if (from === false) how.declined();
      if (typeof from !== 'number') return from === undefined;
      return await this.#play(language, parts.slice(from), how);
    } finally {
      this.running = undefined;
    }
  }

  /**
   * Goes to the first part of a text that was not executed; answers which that is. Undefined: nothing of
   * it is to be executed, which `whole` was told of. False: it may not be executed.
   */
  async #keepOf(
    language: Language,
    parts: readonly ScriptPart[],
    { upTo, kept, apart }: Whole,
    lead = 0,
  ): Promise<number | undefined | false> {
    await this.#moving;
    const { lines, at, isApart, isThere, ran } = language.sharedOf(parts, this.script, lead, upTo);
    if (isApart) {
      apart();
      return undefined;
    }
    if (this.position !== at) await this.#seek(at);
    if (this.position !== at) return false;
    const first = parts[lines];
    if (!isThere && !(await this.#mayGoOn(language, { lines, first, typed: undefined })))
      return false;
    if (!isThere || !upTo) kept(ran);
    return isThere ? undefined : lines;
  }

  async #mayGoOn(language: Language, turning: Turning): Promise<boolean> {
    await this.#moving;
    this.#aside?.begins();
    const { items } = this.script;
    const all = turning.lines ?? items.length;
    if (this.position >= this.length && all >= items.length) return true;
    const half = turning.lines === undefined ? this.#half(language) : undefined;
    const beyond = this.position < this.length;
    const stay = beyond && this.#aside ? this.#aside.goesOn(turning) : all;
    if (stay === undefined) return false;
    this.#link.cut();
    this.record.cut(
      Math.min(stay, linesUntil(items, this.position) + Number(half !== undefined)),
      half,
    );
    this.#tellPast();
    return true;
  }
  /** The line in whose middle the machine stands, as far as it was executed there. */
  #half({ formatCommand, parse }: Language): ScriptLine | undefined {
    const { halved, position } = this.record;
    const command = halved && parse(halved.text).statements[0]?.command;
    if (!command) return undefined;
    const steps = position - (halved.at - halved.steps);
    return { ...halved, at: position, steps, text: formatCommand(shortened(command, steps)) };
  }

  #place(): void {
    this.record.moveTo(this.#link.position, this.#link.length);
    this.#tellPast();
  }
  /** Lines went, or the machine stands elsewhere. */
  #tellPast(): void {
    if (this.#told) this.#tell((news) => news.follow(this.record));
  }
  #tell(what: (listener: Listener) => void): void {
    if (!this.#load) return;
    this.#told = true;
    this.#listener ??= this.#load();
    void this.#listener.then(what);
  }

  /** Undefined when there is nothing to execute, and then the reason is shown. */
  async #read(language: Language, source: string, most: number): Promise<Parsed | undefined> {
    const epoch = this.#epoch;
    const goesOn = (): boolean => epoch === this.#epoch;
    const read = await language.readGently(source, goesOn, undefined, most);
    if (!read) this.tell(() => t('run.notRead'));
    if (!read || read.errors.length === 0) return read;
    const shown = source.length > most ? '' : source;
    this.record.say(read.errors.flatMap((error) => language.errorLines(shown, error)));
    return undefined;
  }

  async #play(language: Language, parts: readonly ScriptPart[], how: RunHow): Promise<boolean> {
    const { patient } = how;
    const statements = parts.flatMap((part) => ('statement' in part ? [part.statement] : []));
    let next = 0;
    const show = (outcomes: readonly Outcome[]): void => {
      next = this.#show(language, parts, next, outcomes, how);
    };
    const lose = (): void => {
      show([]);
      this.#lose(parts[next++]!);
    };
    /** What is left, after a statement whose code is missing. */
    const halt = (why: Missing): void => {
      const left = parts.slice(next);
      const rest = left.map((one) => ('comment' in one ? one.comment : one.statement.text));
      const text = rest[left.findIndex((one) => 'statement' in one)]!;
      this.record.say([
        { kind: 'in', text },
        { kind: 'page', say: () => t(why === 'changed' ? 'run.changed' : 'run.away') },
      ]);
      const again = (): void => void this.#run(rest.join('\n'), { ...how, whole: undefined });
      this.#missing.wish = { why, again };
    };
    if (statements.length > 0 && !(await this.#send(statements, show, lose, halt, patient)))
      return false;
    // Comments after the last statement belong to the script once all before them was done.
    const all = parts.slice(next).every((part) => 'comment' in part);
    if (all) show([]);
    return all;
  }
  /** A worker died over a statement: it had no effect, so it is no part of the script. */
  #lose(part: ScriptPart): void {
    if ('comment' in part) return;
    const { text } = part.statement;
    this.record.say([
      { kind: 'in', text },
      { kind: 'page', say: () => t('run.lost') },
    ]);
  }

  async #language(again: () => void): Promise<Language | undefined> {
    try {
      return await loadLanguage();
    } catch (error) {
      this.#missing.tell(error, again);
      this.tell(() => t('run.noLanguage'));
      return undefined;
    }
  }

  /** Answers whether every statement was executed. */
  async #send(
    statements: readonly Statement[],
    onOutcomes: (outcomes: readonly Outcome[]) => void,
    onLost: () => void,
    onMissing: (why: Missing) => void,
    patient: boolean,
  ): Promise<boolean> {
    const abort = new AbortController();
    this.#abort = abort;
    try {
      const commands = statements.map((statement) => statement.command);
      const { count, lost, ended } = await this.#link.run(commands, {
        keep: false,
        signal: abort.signal,
        patient,
        onOutcomes,
        onLost,
        onProgress: (progress) => (this.running = progress),
      });
      const [done, all] = [count, commands.length];
      if (ended === 'stopped') this.tell(() => t('run.stopped', done, all));
      if (ended === 'away' || ended === 'changed') onMissing(ended);
      if (ended === 'died') this.tell(() => t('run.died', done, all));
      return ended === 'done' && lost.length === 0;
    } catch (error) {
      if (!(error instanceof LinkRefused)) throw error;
      this.#refused(error);
      return false;
    } finally {
      this.#abort = undefined;
      void this.#refreshNames();
    }
  }

  /** Show outcomes against the parts of the script they belong to; answers the part that comes next. */
  #show(
    { bounded, printed }: Language,
    parts: readonly ScriptPart[],
    from: number,
    outcomes: readonly Outcome[],
    { by, lead = 0 }: Origin,
  ): number {
    const { record } = this;
    const at = record.script.items.at(-1)?.at ?? 0;
    const news = printed(parts, from, outcomes, {
      ...{ at, by, lead },
      lastId: record.lastId,
    });
    record.add(news, bounded);
    if (news.news.length > 0) this.#tell((those) => those.take(news.news, record));
    this.full = false;
    this.#place();
    return news.next;
  }

  #header(slot: number): number {
    return this.tick > 0 ? (this.frame?.columns.header[slot] ?? 0) : 0;
  }

  #take(): void {
    const frame = this.#link.frame();
    if (!frame) return;
    this.frame = frame;
    if (this.layout !== frame.layout) this.layout = frame.layout;
    this.tick += 1;
  }

  /** Bytes of memory as they are now; undefined where nobody keeps them, or the worker is away. */
  async bytes(phys: number, length: number): Promise<Uint8Array | undefined> {
    try {
      return await this.#link.bytes(phys, length);
    } catch {
      return undefined;
    }
  }

  /** Ask the worker something that moves nothing. Rejects when it is away. */
  ask<T>(call: Call<T>): Promise<T> {
    return this.#link.ask(call);
  }
  /** The whole state of the machine, its digest included; undefined when no worker answers. */
  async state(): Promise<MachineState | undefined> {
    try {
      return await this.#link.state();
    } catch {
      return undefined;
    }
  }

  /** Names for completion and forms. A worker that dies meanwhile is told of elsewhere. */
  async #refreshNames(): Promise<void> {
    try {
      [this.paths, this.handles] = await Promise.all([this.#link.paths(), this.#link.handles()]);
    } catch {
      // The old names stay; the restart brings the next refresh.
    }
  }

  #restarted({ reason, detail, replayed, lost }: Restart): void {
    const notice = { serial: this.record.nextId(), reason, detail, replayed, lost: lost.length };
    this.restarts = [...this.restarts.slice(-1), notice];
    this.shared = this.#link.isolated;
  }

  #refused(error: LinkRefused): void {
    if (error.why === 'journal-full') this.full = true;
    this.tell(() => t(`link.${error.why}`));
  }
}
