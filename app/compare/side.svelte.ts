/**
 * One side of a comparison: an experiment executed by a worker of its own. Read only: nothing is typed
 * here, and nothing of it reaches the page's session. Each load takes a fresh worker, so that a side
 * whose last worker died, or is still busy, is no different from any other.
 */
import { cutAt, stepsOf } from '../../engine/journal/index.ts';
import type { Outcome } from '../../engine/contract/command.ts';
import { formatCommand } from '../../engine/language/index.ts';
import type { Parsed, Statement } from '../../engine/language/index.ts';
import type { MachineState } from '../../engine/machine/machine.ts';
import type { Layout } from '../../engine/contract/view.ts';
import { LinkClient, LinkRefused } from '../link/client/client.ts';
import type { LinkFrame } from '../link/frames/frames.ts';
import { opsDone } from '../link/journal.ts';
import type { RunProgress } from '../link/client/result.ts';
import { t } from '../words/i18n.svelte.ts';
import { COMPARE_COMMANDS } from '../page/limits.ts';
import { readGently } from '../session/transcript/reading.ts';
import { asSentence, say } from '../words/say.ts';
import { answerOf, lineKey } from './answers.ts';
import type { Answer } from './answers.ts';
import type { Material, NoMaterial } from './sources.ts';

export interface Line {
  readonly text: string;
  /** Without what is expected of it. */
  readonly plain: string;
  /** Equal for lines that are the same line on both sides. */
  readonly key: string;
  readonly answer: Answer;
  /** Steps after it. */
  readonly end: number;
}

/** bad: there is nothing to see, and `problem` says why. */
export type Phase = 'empty' | 'reading' | 'running' | 'ready' | 'bad';

/** What of the link a side uses; tests bring their own. */
export type SideLink = Pick<
  LinkClient,
  | 'open'
  | 'run'
  | 'seek'
  | 'state'
  | 'frame'
  | 'onFrame'
  | 'onStatus'
  | 'status'
  | 'failure'
  | 'dispose'
>;

export class Side {
  readonly #connect: () => SideLink;
  /** Commands that it executes at most. */
  readonly #most: number;
  #link: SideLink | undefined;
  #abort: AbortController | undefined;
  /** Moves with each load: what an older one still brings is not taken. */
  #load = 0;
  frame: LinkFrame | undefined;
  /** Moves with every new frame: read it to follow the machine. */
  tick = $state(0);
  layout = $state.raw<Layout | undefined>();
  phase = $state.raw<Phase>('empty');
  title = $state('');
  problem = $state.raw<(() => string) | undefined>();
  /** It ended early: stopped, or the worker died over a line. */
  note = $state.raw<(() => string) | undefined>();
  progress = $state.raw<RunProgress | undefined>();
  /** Everything that was executed, complete once the phase is `ready`. */
  lines = $state.raw<readonly Line[]>([]);
  /** Steps after which the machine stands. */
  position = $state(0);
  /** Where it stands once the seeks under way are done. */
  target = 0;

  constructor(connect: () => SideLink = () => new LinkClient(), most = COMPARE_COMMANDS) {
    this.#connect = connect;
    this.#most = most;
  }

  /** Execute something else here. Resolves when it stands, or it is said why not. */
  async load(find: () => Promise<Material | NoMaterial>): Promise<void> {
    this.#end();
    const load = this.#load;
    this.phase = 'reading';
    try {
      const material = await find();
      if (load !== this.#load) return;
      if ('problem' in material) return this.#bad(material.problem);
      this.title = material.title;
      const statements = await this.#read(material, load);
      if (statements) await this.#run(statements, load);
    } catch (error) {
      if (load !== this.#load) return;
      this.#bad(() => (error instanceof LinkRefused ? this.#whyDead() : t('compare.notFetched')));
    }
  }

  /** Stop a run under way; what was done stays. */
  cancel(): void {
    if (this.phase === 'reading') {
      this.#end();
      this.phase = 'empty';
    }
    this.#abort?.abort();
  }

  /** Go to where the machine stood after so many steps. */
  async seek(position: number): Promise<void> {
    const load = this.#load;
    this.target = position;
    try {
      const at = await this.#link?.seek(position);
      if (load === this.#load && at !== undefined) this.position = at;
    } catch (error) {
      // A worker that died is replaced by the link; one that stays dead is told by its status.
      if (load === this.#load && error instanceof LinkRefused) this.#bad(() => this.#whyDead());
    }
  }

  /** The whole state where the machine stands; undefined when no worker answers. */
  async state(): Promise<MachineState | undefined> {
    try {
      return await this.#link?.state();
    } catch {
      return undefined;
    }
  }

  dispose(): void {
    this.#end();
  }

  async #read({ text, at }: Material, load: number): Promise<readonly Statement[] | undefined> {
    const read = await readGently(text, () => load === this.#load);
    if (!read) return undefined;
    if (read.errors.length > 0) return this.#bad(() => unreadable(read));
    const statements = upTo(read.statements, at);
    if (statements.length === 0) return this.#bad(() => t('compare.nothing'));
    if (statements.length > this.#most)
      return this.#bad(() => t('compare.tooMany', statements.length, this.#most));
    return statements;
  }

  async #run(statements: readonly Statement[], load: number): Promise<void> {
    const link = this.#connect();
    this.#link = link;
    const abort = new AbortController();
    this.#abort = abort;
    const mine = (): boolean => load === this.#load;
    link.onFrame(() => {
      if (mine()) this.#take(link);
    });
    link.onStatus((status) => {
      if (!mine() || status !== 'failed') return;
      this.#bad(() => this.#whyDead());
      // Here nobody can ask for another worker: what is left is not waited for.
      abort.abort();
    });
    this.phase = 'running';
    await link.open();
    const lines: Line[] = [];
    const commands = statements.map(({ command }) => command);
    const { ended, lost } = await link.run(commands, {
      signal: abort.signal,
      onOutcomes: (outcomes, first) => gather(lines, statements, outcomes, first),
      onProgress: (progress) => {
        if (mine()) this.progress = progress;
      },
    });
    if (!mine()) return;
    this.progress = undefined;
    this.lines = lines;
    this.position = this.target = lines.at(-1)?.end ?? 0;
    // A status may have come while something was waited for.
    const died = link.status === 'failed';
    const how = died ? 'died' : ended;
    if (how !== 'done') this.note = () => t(`compare.${how}`, lines.length, commands.length);
    else if (lost.length > 0) this.note = () => t('compare.lost', lost.length);
    if (!died) this.phase = 'ready';
  }

  #take(link: SideLink): void {
    const frame = link.frame();
    if (!frame) return;
    this.frame = frame;
    this.layout = frame.layout;
    this.tick += 1;
  }

  #bad(problem: () => string): undefined {
    this.problem = problem;
    this.phase = 'bad';
    this.progress = undefined;
    return undefined;
  }

  #whyDead(): string {
    return t('compare.dead', this.#link?.failure?.detail ?? '');
  }

  #end(): void {
    this.#load += 1;
    this.#link?.dispose();
    this.#link = this.#abort = undefined;
    this.frame = undefined;
    this.layout = undefined;
    this.problem = this.note = undefined;
    this.progress = undefined;
    this.lines = [];
    this.position = this.target = 0;
    this.title = '';
    this.tick += 1;
  }
}

/** The statements of the first `at` steps; the last one may be a workload with fewer operations. */
function upTo(statements: readonly Statement[], at: number | undefined): readonly Statement[] {
  if (at === undefined) return statements;
  const commands = cutAt(
    statements.map(({ command }) => command),
    at,
  );
  return commands.map((command, i) => {
    const statement = statements[i]!;
    const same = stepsOf(command) === stepsOf(statement.command);
    return same ? statement : { ...statement, command, text: formatCommand(command) };
  });
}

function gather(
  lines: Line[],
  statements: readonly Statement[],
  outcomes: readonly Outcome[],
  first: number,
): void {
  for (const [i, outcome] of outcomes.entries()) {
    const { command, text } = statements[first + i]!;
    const end = (lines.at(-1)?.end ?? 0) + opsDone(command, outcome);
    const key = lineKey(command);
    const plain = command.kind === 'expect' ? formatCommand(command.command) : text;
    lines.push({ text, plain, key, answer: answerOf(command, outcome), end });
  }
}

/** The first line that cannot be read, and how many there are. */
function unreadable({ errors }: Parsed): string {
  const { line, column, message } = errors[0]!;
  const why = say(message).split(/[;；]/)[0]!;
  return t('compare.unreadable', errors.length, line, column, asSentence(why));
}
