/** An operation from the inside, in the reader's language: its steps, their sum, the whole as text. */
import type { Event } from '../../engine/contract/command.ts';
import type { NoTale, Tale } from './op-steps.svelte.ts';
import type { StepT } from '../words/dictionary/steps.ts';

/** One step as a sentence. */
export const sayStep = (t: StepT, event: Event): string => {
  switch (event.is) {
    case 'scan': {
      const { pfn, count, at, free, reason } = event;
      if (reason === 'end') return t('step.scan.end', pfn, count, at);
      return free === pfn
        ? t('step.scan.taken', pfn, count, at)
        : t('step.scan.aligned', free, pfn, count, at);
    }
    case 'passed':
      return t('step.passed', event.pfn, event.to);
    case 'busy':
      return t('step.busy', event.at);
    case 'fatal':
      return t('step.fatal', event.at, event.errno);
    case 'attempt': {
      const { pfn, count, free = pfn } = event;
      return free === pfn
        ? t('step.attempt', pfn, count)
        : t('step.attempt.aligned', free, pfn, count);
    }
    case 'migrated':
    case 'claimed':
    case 'released':
      return t(`step.${event.is}`, event.pfn, event.count);
    case 'slept':
      return t('step.slept', event.ms);
    default:
      return event.is.startsWith('pool-')
        ? sayBlock(t, event as BlockEvent)
        : sayCmem(t, event as CmemEvent);
  }
};

type BlockEvent = Extract<Event, { is: `pool-${string}` }>;
type CmemEvent = Exclude<
  Event,
  | BlockEvent
  | {
      is:
        | 'scan'
        | 'passed'
        | 'busy'
        | 'fatal'
        | 'attempt'
        | 'migrated'
        | 'claimed'
        | 'released'
        | 'slept';
    }
>;

const sayCmem = (t: StepT, event: CmemEvent): string => {
  switch (event.is) {
    case 'syscall': {
      const { call, ret, errno } = event;
      return t('step.syscall', call, errno === undefined ? String(ret) : `${ret} (${errno})`);
    }
    case 'pool':
      return t(`step.pool.${event.verdict}`, event.pool, event.size, event.asked);
    case 'taken':
      return t('step.taken', event.pool, event.id, event.phys);
    case 'head':
      return t('step.head', event.pool, event.id);
    case 'served':
      return t('step.served', event.asked, event.size, event.rounding, event.unused);
    case 'chunk': {
      const { phys, size, wanted, skipped, verdict, dry } = event;
      const said =
        verdict === 'misaligned'
          ? t('step.chunk.misaligned', phys, size, wanted, skipped)
          : t(`step.chunk.${verdict}`, phys, size, wanted);
      return dry ? `${t('step.chunk.dry')}${said}` : said;
    }
    case 'chunks':
      return t('step.chunks', event.phys);
    case 'cut': {
      const { phys, size, chunk, chunkSize, skipped } = event;
      return t('step.cut', phys, size, chunk, skipped, chunkSize - skipped - size);
    }
    case 'linked':
      return t('step.linked', event.phys, event.size, event.below, event.above);
    case 'merged':
      return t(`step.merged.${event.side}`, event.with, event.phys, event.size);
    case 'unregistered':
      return t('step.unregistered', event.phys, event.users);
    case 'freed':
      return t('step.freed', event.phys, event.size);
  }
};

const sayBlock = (t: StepT, event: BlockEvent): string => {
  const { phys } = event;
  switch (event.is) {
    case 'pool-page':
      return t('step.pool-page', event.phys, event.bytes, event.blocks, event.lost);
    case 'pool-chosen':
      return t('step.pool-chosen', event.phys, event.full);
    case 'pool-taken':
      return t('step.pool-taken', event.phys, event.slot, event.twice);
    case 'pool-head':
      return t('step.pool-head', phys, event.page);
    case 'pool-freed':
      return t('step.pool-freed', event.phys, event.slot, event.was);
    case 'pool-refused':
      return t('step.pool-refused', event.phys, t(`step.pool-refused.${event.error}`));
    case 'pool-returned':
    case 'pool-leaked':
      return t(`step.${event.is}`, event.phys);
  }
};

type Of<K extends Event['is']> = Extract<Event, { is: K }>;

/** Clauses about the search of CMA, msys' sleeps between searches included. */
const sumOfWindows = (t: StepT, events: readonly Event[]): string[] => {
  const all = <K extends Event['is']>(is: K): Of<K>[] =>
    events.filter((event): event is Of<K> => event.is === is);
  const scans = all('scan');
  const said: string[] = [];
  const taken = scans.filter(({ reason }) => reason === 'taken');
  const windows = [...taken, ...all('attempt')];
  const looked = windows.length;
  const aligned = windows.filter(({ free, pfn }) => free !== undefined && free !== pfn).length;
  const [busy, slept] = [all('busy').length, all('slept')];
  if (looked > 0) said.push(t('sum.windows', looked, taken.length));
  if (aligned > 0) said.push(t('sum.aligned', aligned));
  if (busy > 0) said.push(t('sum.busy', busy));
  if (all('passed').length > 0) said.push(t('sum.more'));
  if (scans.length > taken.length) said.push(t('sum.end'));
  for (const { at, errno } of all('fatal')) said.push(t('step.fatal', at, errno));
  const ms = slept.reduce((sum, one) => sum + one.ms, 0);
  if (slept.length > 0) said.push(t('sum.slept', slept.length, ms));
  const [claimed, released] = [all('claimed').at(-1), all('released')];
  if (released.length > 0)
    said.push(
      t(
        'sum.released',
        released.reduce((sum, { count }) => sum + count, 0),
      ),
    );
  if (claimed) said.push(t('sum.claimed', claimed.pfn));
  return said;
};

/** Clauses about CMEM and the DMA pools. */
const sumOfBuffers = (t: StepT, events: readonly Event[]): string[] => {
  const all = <K extends Event['is']>(is: K): Of<K>[] =>
    events.filter((event): event is Of<K> => event.is === is);
  const said: string[] = [];
  const [pools, chunks, freed] = [all('pool'), all('chunk'), all('freed')];
  const count = <V extends string>(list: readonly { readonly verdict: V }[], verdict: V): number =>
    list.filter((one) => one.verdict === verdict).length;
  if (pools.length > 0)
    said.push(t('sum.pools', pools.length, count(pools, 'too small'), count(pools, 'empty')));
  if (chunks.length > 0) {
    const [small, askew] = [count(chunks, 'too small'), count(chunks, 'misaligned')];
    said.push(t('sum.chunks', chunks.length, small, askew));
  }
  if (all('chunks').length > 0) said.push(t('sum.more'));
  const [taken, cut] = [all('taken').at(-1), all('cut').at(-1)];
  if (taken) said.push(t('sum.taken', taken.pool, taken.id));
  if (cut) said.push(t('sum.cut', cut.phys));
  if (freed.length > 0) {
    const size = freed.reduce((sum, one) => sum + one.size, 0);
    said.push(t('sum.freed', size, all('merged').length));
  }
  const blocks = [all('pool-taken').length, all('pool-freed').length, all('pool-page').length];
  if (blocks.some((n) => n > 0)) said.push(t('sum.blocks', blocks[0]!, blocks[1]!, blocks[2]!));
  return said;
};

/** The operation in one sentence. */
export const sumUp = (t: StepT, { events, refused }: Tale, zh: boolean): string => {
  const said = [...sumOfWindows(t, events), ...sumOfBuffers(t, events)];
  if (refused) said.push(t('sum.refused'));
  const sentence = said.join(zh ? '；' : '; ');
  return sentence === '' ? '' : `${sentence}${zh ? '。' : '.'}`;
};

/** As much of a line as a sentence bears. */
const LINE_CHARS = 60;
const short = (line: string): string =>
  line.length > LINE_CHARS ? `${line.slice(0, LINE_CHARS)}…` : line;

/** Why no steps are shown. */
export const sayNone = (t: StepT, none: NoTale): string => {
  if (none.is === 'nothing') return t('steps.none');
  const line = short(none.line.text);
  return none.is === 'inside'
    ? t('steps.none.inside', line, none.done, none.line.steps)
    : t(`steps.none.${none.is}`, line);
};

/** A step's number from 1 on; those that are not kept have theirs. */
export const numberOf = ({ gap, dropped }: Tale, step: number): number =>
  step + 1 + (step >= gap ? dropped : 0);

/** Everything as text, a line a step. */
export const taleText = (t: StepT, tale: Tale, zh: boolean): string =>
  [
    `${t('steps.title', tale.op)}: ${tale.line}`,
    ...tale.events.flatMap((event, at) => [
      ...(at === tale.gap ? [`  … ${t('steps.gap', tale.dropped)}`] : []),
      `${String(numberOf(tale, at)).padStart(5)}  ${sayStep(t, event)}`,
    ]),
    sumUp(t, tale, zh),
  ].join('\n');
