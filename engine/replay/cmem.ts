/**
 * Replays CMEM traces against the driver and its library: answers, printk and stderr text, /proc/cmem
 * and digests. Two kinds of file, told apart by their first line: a trace has `oracle` "cmem" and a
 * `driver`, then an operation a line; `init-cases` have `note` and `params`, a module load a line.
 * Only operations are timed, never looks at the state or at /proc/cmem.
 */
import { Cmem, type ModuleAnswer } from '../systems/cmem/model/cmem.ts';
import type { CmemSink } from '../systems/cmem/model/sink.ts';
import { configured } from '../systems/cmem/model/digest.ts';
import {
  plainProfile,
  type CmemProfile,
  type CmemVersionId,
} from '../systems/cmem/model/version.ts';
import { fromByteString, toByteString } from '../memory/bytes/cstring.ts';
import { doCmemOp, type CmemAnswer } from './cmem-ops.ts';
import { Differences, TraceError, type ClockNs, type Json, type ReplayReport } from './trace.ts';

/** Operations between two looks at the clock: a look costs about as much as an operation. */
const BATCH = 64;
type Lines = readonly { readonly line: number; readonly op: Json }[];

/** Whether the header is that of a trace of operations. */
export const isCmemTrace = (header: Json): boolean =>
  header['oracle'] === 'cmem' && typeof header['driver'] === 'string';
/** Whether the first line is one of a list of module loads. */
export const isCmemInitCases = (first: Json): boolean =>
  typeof first['note'] === 'string' && typeof first['params'] === 'object';

/** What the kernel and the library wrote. */
class Listing implements CmemSink {
  klog = '';
  ulog = '';
  printk(text: string, level?: number): void {
    // The oracle shows the level of the two kinds it was told to.
    this.klog += `${level === 3 || level === 6 ? `<${level}>` : ''}${text}\n`;
  }
  stderr(text: string): void {
    this.ulog += text;
  }
  readonly listening = false;
  fact(): void {}
}

/** The driver by the directory name of its source. */
const versionOf = (driver: unknown): CmemVersionId => {
  if (typeof driver === 'string' && /^linuxutils_(2_26|3_)/.test(driver)) return '2.26';
  if (typeof driver === 'string' && /^ludev_4_/.test(driver)) return '4.20';
  throw new TraceError(`driver ${JSON.stringify(driver)} is none of linuxutils_2_26…, ludev_4_20…`);
};

/** The build's own constants stand in the banner that the trace recorded. */
function bannerOf(klog: string): Partial<CmemProfile> {
  const builtOn = /built on (.*)\n/.exec(klog)?.[1];
  const builtFor = /eference Linux version (.*)\n/.exec(klog)?.[1];
  const file = /\n<6> {2}File (.*)\n/.exec(klog)?.[1];
  return {
    ...(builtOn === undefined ? {} : { builtOn }),
    ...(builtFor === undefined ? {} : { builtFor }),
    ...(file === undefined ? {} : { file }),
  };
}

/** The board of the oracle: its memory, its word width, its ioremapped addresses. */
function profileOf(header: Json, banner: string, memMB: number): CmemProfile {
  const version = versionOf(header['driver']);
  const { bits } = header;
  if (bits !== 32 && bits !== 64) throw new TraceError(`bits is ${JSON.stringify(bits)}`);
  const blocks = Array.isArray(header['blocks']) ? (header['blocks'] as Json[]) : [];
  const ioremapped: (number | undefined)[] = [];
  for (const { b, virtBase } of blocks as { b: number; virtBase: unknown }[])
    if (version !== '4.20' && typeof virtBase === 'number') ioremapped[b] = virtBase;
  return plainProfile(version, {
    bits,
    kernelRam: memMB * 2 ** 20,
    ioremapped,
    loaderText: false,
    outOfBounds: '<OOB>',
    file: '../src/2_26_01_02/cmemk.c',
    ...bannerOf(banner),
  });
}

/** Module parameters as insmod would pass them; `memMB` is the oracle's own. */
function argsOf(params: Json): string {
  return Object.entries(params)
    .filter(([name]) => name !== 'memMB')
    .map(([name, value]) => `${name}=${String(value)}`)
    .map(toByteString)
    .join(' ');
}

/** The layout as the oracle lists it. */
function layoutOf(cmem: Cmem): object[] {
  const { module } = cmem.system;
  if (!module) return [];
  return configured(module).map((b) => {
    const { start, end, virt, pools, heap, heapPool } = module.blocks[b]!;
    const list = Array.from({ length: pools }, (_, p) => {
      const { count, size, asked, free } = module.pool(b, p);
      const addresses = [...free].map(({ phys }) => phys);
      const [id0 = 0, low = 0] = [addresses[0], addresses.at(-1)];
      return { num: count, req: Number(asked), size: Number(size), id0, low };
    });
    const shown = { b, physStart: start, physEnd: end, virtBase: virt ?? 0, pools: list };
    if (!heap) return shown;
    const { base } = heap;
    return { ...shown, heap: { base, size: heap.end - base, poolid: heapPool } };
  });
}

/** What insmod returned, or how it ended otherwise. */
const rvOf = (answer: ModuleAnswer): unknown =>
  'rv' in answer ? answer.rv : 'stopped' in answer ? answer.stopped : 'declined';

function objectIn(op: Json, key: string): Json {
  const value = op[key];
  if (typeof value !== 'object' || value === null) throw new TraceError(`no ${key}`);
  return value as Json;
}
/** A text that may be missing: then nothing was printed. */
const textIn = (op: Json, key: string): string => {
  const value = op[key];
  return typeof value === 'string' ? value : '';
};

/** Replay the parsed lines of a CMEM trace, header first. */
export function replayCmem(lines: Lines, clock: ClockNs): ReplayReport {
  const { line, op: header } = lines[0]!;
  const init = objectIn(header, 'init');
  const memMB = Number(header['memMB'] ?? 0);
  const cmem = new Cmem(profileOf(header, textIn(init, 'klog'), memMB));
  const differences = new Differences();
  const listing = new Listing();
  const loaded = cmem.insmod(argsOf(objectIn(header, 'params')), listing);
  differences.expect(line, 'rv', init['rv'], rvOf(loaded));
  differences.expect(line, 'klog', textIn(init, 'klog'), fromByteString(listing.klog));
  differences.expect(line, 'blocks', header['blocks'], layoutOf(cmem));

  const rest = lines.slice(1);
  // Only edge traces carry texts; there, no text means that nothing was said.
  const texts =
    textIn(header, 'name').startsWith('edge') ||
    rest.some(({ op }) => op['klog'] !== undefined || op['ulog'] !== undefined);
  const { ns, timed } = replayOps(cmem, rest, texts, differences, clock);
  return {
    format: 'cmem-trace',
    ops: rest.length,
    differences: differences.count,
    first: differences.first,
    nsPerOp: timed > 0 ? ns / timed : 0,
  };
}

/** Every operation in turn; those without texts in batches between two looks at the clock. */
function replayOps(
  cmem: Cmem,
  lines: Lines,
  texts: boolean,
  differences: Differences,
  clock: ClockNs,
): { readonly ns: number; readonly timed: number } {
  const pointers = new Map<number, number>();
  const looks = ({ op }: Lines[number]): boolean => op['op'] === 'state' || op['op'] === 'proc';
  let ns = 0;
  let timed = 0;
  for (let at = 0; at < lines.length;) {
    let end = at + 1;
    if (!texts && !looks(lines[at]!))
      while (end < lines.length && end - at < BATCH && !looks(lines[end]!)) end += 1;
    const listens = texts ? new Listing() : undefined;
    const batch = lines.slice(at, end);
    const start = clock();
    const answers = batch.map(({ op }) => answerTo(cmem, op, pointers, listens));
    if (!looks(batch[0]!)) {
      ns += clock() - start;
      timed += batch.length;
    }
    batch.forEach(({ line, op }, i) => compareAnswer(differences, line, op, answers[i]!));
    const { line, op } = batch[0]!;
    if (listens && !looks(batch[0]!)) {
      differences.expect(line, 'klog', textIn(op, 'klog'), fromByteString(listens.klog));
      differences.expect(line, 'ulog', textIn(op, 'ulog'), fromByteString(listens.ulog));
    }
    at = end;
  }
  return { ns, timed };
}
/** An operation that lacks what it needs is a difference like any other. */
function answerTo(
  cmem: Cmem,
  op: Json,
  pointers: Map<number, number>,
  sink: CmemSink | undefined,
): CmemAnswer {
  try {
    return doCmemOp(cmem, op, pointers, sink);
  } catch (error) {
    if (error instanceof TraceError) return { unknown: error.message };
    throw error;
  }
}

/** What the trace says must be what was answered, and an error must not be missing from the trace. */
function compareAnswer(differences: Differences, line: number, op: Json, answer: CmemAnswer): void {
  const expected = op['r'] as Json | undefined;
  if (!expected) {
    differences.add(line, 'an answer r', 'none');
    return;
  }
  for (const [key, value] of Object.entries(expected))
    differences.expect(line, key, value, answer[key]);
  for (const key of ['err', 'hang', 'oops', 'null', 'stopped', 'unknown'])
    if (expected[key] === undefined && answer[key] !== undefined && op['op'] !== 'getPhys')
      differences.expect(line, key, undefined, answer[key]);
}

/**
 * Replay a file of module loads, one a line. Return code, kernel log and layout of each load are
 * compared.
 */
export function replayCmemInit(lines: Lines, clock: ClockNs): ReplayReport {
  const differences = new Differences();
  // Loads that crashed say neither driver nor width: they are those of the others in the file.
  const model = lines.find(({ op }) => op['driver'] !== undefined)?.op;
  const banner = lines.map(({ op }) => textIn(op, 'klog')).find((klog) => klog !== '');
  if (!model) throw new TraceError('no line names a driver');
  let ns = 0;
  for (const { line, op } of lines) {
    const params = objectIn(op, 'params');
    const header = { driver: model['driver'], bits: model['bits'], ...op };
    const cmem = new Cmem(profileOf(header, banner ?? '', Number(params['memMB'] ?? 0)));
    const listing = new Listing();
    const start = clock();
    const loaded = cmem.insmod(argsOf(params), listing);
    ns += clock() - start;
    if (op['crash'] === true) {
      differences.expect(line, 'rv', 'oops', rvOf(loaded));
      continue;
    }
    differences.expect(line, 'rv', op['rv'], rvOf(loaded));
    differences.expect(line, 'klog', textIn(op, 'klog'), fromByteString(listing.klog));
    differences.expect(line, 'blocks', op['blocks'], layoutOf(cmem));
    cmem.check();
  }
  return {
    format: 'cmem-init-cases',
    ops: lines.length,
    differences: differences.count,
    first: differences.first,
    nsPerOp: ns / lines.length,
  };
}
