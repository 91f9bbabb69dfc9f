/**
 * One session on a board: owns the link to the worker, the newest frame, and everything that was
 * typed and answered. `run` is the only way in: buttons, forms, console and scenarios hand it text.
 */
import type { Parsed, Statement } from '../../engine/language/index.ts';
import type { Experiment, ViewSettings } from '../../engine/journal/index.ts';
import { MAX_SOURCE_CHARS } from '../../engine/limits.ts';
import { pushAll } from '../../engine/long-lists.ts';
import type { Outcome } from '../../engine/command.ts';
import type { MachineState } from '../../engine/machine.ts';
import { shortened } from '../../engine/journal/steps.ts';
import { HEADER } from '../../engine/view.ts';
import type { Layout } from '../../engine/view.ts';
import type { Call } from '../link/calls.ts';
import { LinkClient, LinkRefused } from '../link/client.ts';
import type { Restart, Status } from '../link/client.ts';
import type { Frame } from '../link/frames.ts';
import { WorkerDied } from '../link/connection.ts';
import { opsDone } from '../link/journal.ts';
import type { RunProgress } from '../link/result.ts';
import { append, EMPTY } from './capped.ts';
import type { Capped } from './capped.ts';
import { t } from './i18n.svelte.ts';
import { loadLanguage } from './language.ts';
import type { Language } from './language.ts';
import { KERNEL_LOG_LINES, SCRIPT_LINES, TRANSCRIPT_LINES } from './limits.ts';
import type { AllNews, News } from './news.ts';
import type {
  ConsoleContent,
  ConsoleLine,
  KernelLine,
  RunBy,
  ScriptLine,
  ScriptPart,
} from './transcript.ts';

export interface RestartNotice {
  readonly serial: number;
  readonly reason: Restart['reason'];
  readonly detail: string;
  readonly replayed: number;
  readonly lost: number;
}

/** What of the link the session uses; tests bring their own. */
export type SessionLink = Pick<
  LinkClient,
  | 'open'
  | 'run'
  | 'restart'
  | 'frame'
  | 'onFrame'
  | 'onStatus'
  | 'onRestart'
  | 'paths'
  | 'handles'
  | 'bytes'
  | 'ask'
  | 'seek'
  | 'length'
  | 'position'
  | 'isolated'
  | 'failure'
  | 'state'
>;

const HELP = ['help.find', 'help.type', 'help.first'] as const;

const bootLine = (id: number, board: string, at: number): KernelLine => ({
  id,
  op: undefined,
  first: false,
  at,
  channel: 'boot',
  text: board,
  failed: false,
});

export class Session {
  readonly #link: SessionLink;
  /** Whole, still state of the machine; another object whenever `tick` moves. Not reactive itself. */
  frame: Frame | undefined;
  /** Moves with every new frame: read it to follow the machine. */
  tick = $state(0);
  layout = $state.raw<Layout | undefined>();
  status = $state.raw<Status>('closed');
  /** Frames come through shared memory; undefined until that is known. */
  shared = $state.raw<boolean | undefined>();
  transcript = $state.raw<Capped<ConsoleLine>>(EMPTY);
  log = $state.raw<Capped<KernelLine>>(EMPTY);
  script = $state.raw<Capped<ScriptLine>>(EMPTY);
  /** Name of the experiment; empty: it has none. */
  title = $state('');
  /** What links keep of the view: the page's business, and so is putting it back. */
  view: () => ViewSettings = () => ({});
  /** Steps of the journal, and those behind which the machine stands; see app/link/journal.ts. */
  length = $state(0);
  position = $state(0);
  /**
   * Asked before something is executed at an earlier position, where what lies beyond would be lost:
   * whether to go on. It keeps what shall be kept.
   */
  beforeCut: (() => Promise<boolean>) | undefined;
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
  /** Moves with each cancel: what was waiting behind the cancelled run is not begun. */
  #epoch = 0;
  #lastId = 0;
  /** Boots, with the id of the first line of each: operations of lines before it were another board's. */
  #boots = $state.raw<readonly { readonly id: number; readonly at: number }[]>([]);
  /** Something was told that is not the machine's own state. */
  #told = false;

  constructor(link: SessionLink = new LinkClient()) {
    this.#link = link;
    link.onFrame(() => this.#take());
    link.onStatus((status) => {
      this.status = status;
      this.failure = link.failure?.detail;
    });
    link.onRestart((restart) => this.#restarted(restart));
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
   * all of the text was executed. Patient: where no worker stays alive, wait for one.
   */
  run(source: string, by?: RunBy, patient = false): Promise<boolean> {
    const epoch = this.#epoch;
    const turn = this.#turn.then(
      async () => epoch === this.#epoch && (await this.#execute(source, by, patient)),
    );
    this.#turn = turn.catch(() => {}).then(() => {});
    return turn;
  }

  /** Whether a line's operation is one of the board that runs now. */
  isCurrent(lineId: number): boolean {
    const next = this.#boots.findIndex(({ at }) => at > this.position);
    const boot = this.#boots[(next < 0 ? this.#boots.length : next) - 1];
    return lineId >= (boot?.id ?? 0) && (next < 0 || lineId < this.#boots[next]!.id);
  }

  /** Go to where the machine stood behind so many steps. */
  seek(position: number): Promise<void> {
    const moving = this.#seek(position);
    this.#moving = moving;
    void moving.then(() => (moving === this.#moving ? this.#refreshNames() : undefined));
    return moving;
  }
  async #seek(position: number): Promise<void> {
    try {
      await this.#link.seek(position);
    } catch (error) {
      // A worker that died over it is told of by the restart, and comes back to where it stood.
      if (error instanceof LinkRefused) this.#refused(error);
      else if (!(error instanceof WorkerDied)) throw error;
    }
    this.#place();
  }

  /** Stop the run under way and forget what waits behind it. What was done stays done. */
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

  /** What a link or a file of this session holds: everything that was executed, comments included. */
  experiment = (): Experiment => {
    const text = this.script.items.map((line) => `${line.text}\n`).join('');
    const branches = [{ name: 'main', from: undefined, text }];
    return { title: this.title, branches, shown: 0, position: undefined, view: this.view() };
  };

  /** Another experiment takes this one's place; answers whether all of it was executed. */
  load = ({ title, branches, shown }: Experiment): Promise<boolean> =>
    this.replay(branches[shown]!.text, () => (this.title = title));

  /**
   * Begin anew with another text; answers whether all of it was executed. `begun` is called when what was
   * there is gone: until then all is as it was, also if no worker can be brought to the start.
   */
  async replay(text: string, begun: () => void = () => {}): Promise<boolean> {
    this.cancel();
    if (!(await this.#toStart())) return false;
    // Also what stands before the first step: comments are at position 0.
    this.transcript = this.log = this.script = EMPTY;
    this.#cut(0);
    begun();
    return this.run(text, undefined, true);
  }
  /** The machine before the first step. */
  async #toStart(): Promise<boolean> {
    await this.#moving;
    try {
      await this.#link.seek(0, true);
    } catch (error) {
      if (error instanceof LinkRefused) this.#refused(error);
      else if (error instanceof WorkerDied) this.tell(() => t('run.notBegun'));
      else throw error;
      return false;
    }
    this.#place();
    return true;
  }

  /** Empty the console; the journal and the log stay. */
  clear(): void {
    this.transcript = EMPTY;
  }

  forgetRestart(serial: number): void {
    this.restarts = this.restarts.filter((restart) => restart.serial !== serial);
  }

  /** A line of the page's own, in the reader's language when it is shown. */
  tell(say: () => string): void {
    this.#print([{ kind: 'page', say }], undefined);
  }

  async #execute(source: string, by: RunBy | undefined, patient: boolean): Promise<boolean> {
    if (source.trim().toLowerCase() === 'help') {
      this.#help(source.trim());
      return true;
    }
    this.running = { index: 0, commands: 0, done: 0, total: 0 };
    try {
      const language = await this.#language();
      const read = language && (await this.#read(language, source));
      if (!read || !(await this.#mayGoOn(language))) return false;
      return await this.#play(language, language.narrated(source, read.statements), by, patient);
    } finally {
      this.running = undefined;
    }
  }

  async #mayGoOn(language: Language): Promise<boolean> {
    await this.#moving;
    if (this.position >= this.length) return true;
    // While somebody thinks, nothing runs.
    const { running } = this;
    this.running = undefined;
    if (this.beforeCut && !(await this.beforeCut())) return false;
    this.running = running;
    const halved = this.script.items.find(
      ({ at, steps }) => at > this.position && at - steps < this.position,
    );
    this.#cut(this.position);
    const command = halved && language.parse(halved.text).statements[0]?.command;
    if (!command) return true;
    const steps = this.position - (halved.at - halved.steps);
    const text = language.formatCommand(shortened(command, steps));
    const line = { ...halved, at: this.position, steps, text };
    this.script = append(this.script, [line], SCRIPT_LINES);
    return true;
  }

  /** Forget what was said and done beyond a position. */
  #cut(position: number): void {
    const before = ({ at }: { readonly at: number }): boolean => at <= position;
    const kept = <T extends { readonly at: number }>({ items, dropped }: Capped<T>): Capped<T> => ({
      items: items.filter(before),
      dropped,
    });
    this.transcript = kept(this.transcript);
    this.log = kept(this.log);
    this.script = kept(this.script);
    this.#boots = this.#boots.filter(before);
    this.length = position;
    if (this.#told) this.#tell((news) => news.cut(position));
  }

  #place(): void {
    const position = (this.position = this.#link.position);
    this.length = this.#link.length;
    if (this.#told) this.#tell((news) => news.goTo(position));
  }
  #tell(what: (news: AllNews) => void): void {
    this.#told = true;
    void import('./news.ts').then(({ allNews }) => what(allNews));
  }

  /** The page answers itself: how to get on, and what to type first. */
  #help(asked: string): void {
    const say = HELP.map((key): ConsoleContent => ({ kind: 'page', say: () => t(key) }));
    this.#print([{ kind: 'in', text: asked }, ...say], undefined);
  }

  /** Undefined when there is nothing to execute, and then the reason is shown. */
  async #read(language: Language, source: string): Promise<Parsed | undefined> {
    const epoch = this.#epoch;
    const read = await language.readGently(language.parse, source, () => epoch === this.#epoch);
    if (!read) this.tell(() => t('run.notRead'));
    if (!read || read.errors.length === 0) return read;
    const shown = source.length > MAX_SOURCE_CHARS ? '' : source;
    this.#print(
      read.errors.flatMap((error) => language.errorLines(shown, error)),
      undefined,
    );
    return undefined;
  }

  async #play(
    language: Language,
    parts: readonly ScriptPart[],
    by: RunBy | undefined,
    patient: boolean,
  ): Promise<boolean> {
    const statements = parts.flatMap((part) => ('statement' in part ? [part.statement] : []));
    let next = 0;
    const show = (outcomes: readonly Outcome[]): void => {
      next = this.#show(language, parts, next, outcomes, by);
    };
    const lose = (): void => {
      show([]);
      this.#lose(parts[next++]!);
    };
    if (statements.length > 0 && !(await this.#send(statements, show, lose, patient))) return false;
    // Comments behind the last statement belong to the script once all before them was done.
    const all = parts.slice(next).every((part) => 'comment' in part);
    if (all) show([]);
    return all;
  }
  /** A worker died over a statement: it had no effect, so it is no part of the script. */
  #lose(part: ScriptPart): void {
    if ('comment' in part) return;
    const { text } = part.statement;
    this.#print(
      [
        { kind: 'in', text },
        { kind: 'page', say: () => t('run.lost') },
      ],
      undefined,
    );
  }

  async #language(): Promise<Language | undefined> {
    try {
      return await loadLanguage();
    } catch {
      this.tell(() => t('run.noLanguage'));
      return undefined;
    }
  }

  /** Answers whether every statement was executed. */
  async #send(
    statements: readonly Statement[],
    onOutcomes: (outcomes: readonly Outcome[]) => void,
    onLost: () => void,
    patient: boolean,
  ): Promise<boolean> {
    const abort = new AbortController();
    this.#abort = abort;
    try {
      const commands = statements.map((statement) => statement.command);
      const { outcomes, lost, ended } = await this.#link.run(commands, {
        signal: abort.signal,
        patient,
        onOutcomes,
        onLost,
        onProgress: (progress) => (this.running = progress),
      });
      const [done, all] = [outcomes.length, commands.length];
      if (ended === 'stopped') this.tell(() => t('run.stopped', done, all));
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
    { printOutcome, saysFailure, wentWrong }: Language,
    parts: readonly ScriptPart[],
    from: number,
    outcomes: readonly Outcome[],
    by: RunBy | undefined,
  ): number {
    const lines: ConsoleLine[] = [];
    const log: KernelLine[] = [];
    const script: ScriptLine[] = [];
    const news: News[] = [];
    let next = from;
    let used = 0;
    let at = this.script.items.at(-1)?.at ?? 0;
    for (; next < parts.length; next += 1) {
      const part = parts[next] as ScriptPart;
      if ('comment' in part) {
        script.push({
          id: this.#id(),
          op: undefined,
          at,
          steps: 0,
          text: part.comment,
          comment: true,
          failed: false,
          line: undefined,
          by,
        });
        continue;
      }
      const outcome = outcomes[used];
      if (outcome === undefined) break;
      used += 1;
      const { text, command, line: place } = part.statement;
      const { result } = outcome;
      const steps = opsDone(command, outcome);
      at += steps;
      const booted = result.ok && result.value.is === 'board' ? result.value.board : undefined;
      if (booted !== undefined) {
        this.#boots = [...this.#boots, { id: this.#lastId + 1, at }];
        log.push(bootLine(this.#id(), booted, at));
      }
      const op = outcome.ops > 0 ? outcome.op : undefined;
      const line = (content: ConsoleContent): ConsoleLine => ({
        id: this.#id(),
        op,
        first: content.kind === 'in' && op !== undefined,
        at,
        content,
      });
      const answers = printOutcome(command, outcome);
      lines.push(line({ kind: 'in', text }));
      pushAll(lines, answers.map(line));
      for (const [index, one] of outcome.log.entries()) {
        const first = index === 0 || one.op !== outcome.log[index - 1]?.op;
        log.push({ ...one, id: this.#id(), at, first, failed: saysFailure(one.text) });
      }
      const failed = wentWrong(outcome);
      const answer = answers[0];
      const did = { op, at, steps, text, comment: false, failed, answer, line: place, by };
      script.push({ id: this.#id(), ...did });
      news.push({ line: script.at(-1)!, command, outcome });
    }
    if (news.length > 0) this.#tell((those) => those.take(news, this));
    this.full = false;
    this.transcript = append(this.transcript, lines, TRANSCRIPT_LINES);
    this.log = append(this.log, log, KERNEL_LOG_LINES);
    this.script = append(this.script, script, SCRIPT_LINES);
    this.#place();
    return next;
  }

  #print(contents: readonly ConsoleContent[], op: number | undefined): void {
    const lines = contents.map((content): ConsoleLine => ({
      id: this.#id(),
      op,
      first: false,
      at: this.position,
      content,
    }));
    this.transcript = append(this.transcript, lines, TRANSCRIPT_LINES);
  }

  #id(): number {
    this.#lastId += 1;
    return this.#lastId;
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
    const notice = { serial: this.#id(), reason, detail, replayed, lost: lost.length };
    this.restarts = [...this.restarts.slice(-1), notice];
    this.shared = this.#link.isolated;
  }

  #refused(error: LinkRefused): void {
    if (error.why === 'journal-full') this.full = true;
    this.tell(() => t(`link.${error.why}`));
  }
}

export const session = new Session();
