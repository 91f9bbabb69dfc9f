/**
 * Replays `cma-trace/1` against CmaRegion: results, retries, windows tried, printk and ftrace text,
 * debugfs files and digests. Only alloc, release, pin and unpin are timed.
 */
import { CmaNarrator, type CmaSink } from '../systems/cma/model/narrator.ts';
import { debugfsFiles } from '../systems/cma/files.ts';
import type { AllocAnswer } from '../systems/cma/model/observer.ts';
import { CmaRegion } from '../systems/cma/model/region.ts';
import { CmaText, type CmaDisplay } from '../systems/cma/model/text.ts';
import { sha256Hex } from '../memory/digest.ts';
import { HASHED } from '../contract/profile.ts';
import { hexLower } from '../contract/units.ts';
import { readCmaHeader, readCmaOp, type CmaOp } from './cma-format.ts';
import { Differences, type ClockNs, type Json, type ReplayReport } from './trace.ts';
import type { LateText } from '../memory/bytes/late-text.ts';

type Lines = readonly { readonly line: number; readonly op: Json }[];
/** Operations between two looks at the clock: a look costs about as much as an operation. */
const BATCH = 64;

/** Kernel text of one operation. */
class Lister implements CmaSink {
  log: string[] = [];
  trace: string[] = [];

  printk(text: string): void {
    this.log.push(text);
  }
  late(channel: 'printk' | 'ftrace', text: LateText): void {
    (channel === 'printk' ? this.log : this.trace).push(String(text));
  }
  readonly recording = true;
  event(): void {}
  clear(): void {
    this.log = [];
    this.trace = [];
  }
}

/**
 * Where the oracle's struct pages lay. The header does not carry it: it is a display constant of the
 * machine the trace was made on, so the first pointer that a line prints for a known page frame gives
 * it, and every later one is checked against it.
 */
function pageMapOf(ops: readonly CmaOp[]): { readonly memMap: number; readonly cma: string } {
  const structPage = 32;
  let cma = 'c0435ef0';
  let memMap: number | undefined;
  for (const op of ops) {
    if (op.op !== 'alloc' && op.op !== 'release') continue;
    for (const text of op.log ?? []) {
      cma = /\(cma ([0-9a-f]+)[,)]/.exec(text)?.[1] ?? cma;
      const pointer = /(?:release\(page|returned) ([0-9a-f]{8})\b/.exec(text)?.[1];
      const pfn = op.op === 'release' ? op.pfn : op.result;
      if (pointer !== undefined && typeof pfn === 'number')
        memMap ??= parseInt(pointer, 16) - pfn * structPage;
    }
    if (memMap !== undefined) break;
  }
  return { memMap: memMap ?? 0xc0800000, cma };
}

/** Pointers of the oracle's 32-bit build; hashed ones where its kernel hashes. */
function displayFor(region: CmaRegion, ops: readonly CmaOp[]): CmaDisplay {
  const { memMap, cma } = pageMapOf(ops);
  const { hashed } = region.version;
  return {
    wordBits: 32,
    debug: true,
    cmaPointer: hashed ? HASHED : cma,
    pagePointer: (pfn) => (hashed ? HASHED : hexLower(memMap + pfn * 32, 8)),
  };
}

/** Whether the trace says what was printed. */
const listens = (op: CmaOp): boolean =>
  (op.op === 'alloc' || op.op === 'release') && (op.log !== undefined || op.trace !== undefined);
/** Whether an operation changes the region: only those are timed. */
const isTimed = (op: CmaOp): boolean =>
  op.op === 'alloc' || op.op === 'release' || op.op === 'pin' || op.op === 'unpin';

/** Operations without texts run in batches between two looks at the clock. */
class CmaReplay {
  readonly #region: CmaRegion;
  readonly #ops: readonly CmaOp[];
  readonly #differences = new Differences();
  readonly #text: CmaText;
  readonly #lister = new Lister();
  readonly #narrator: CmaNarrator;

  constructor(region: CmaRegion, ops: readonly CmaOp[]) {
    this.#region = region;
    this.#ops = ops;
    this.#text = new CmaText(displayFor(region, ops));
    this.#narrator = new CmaNarrator(this.#text, this.#lister);
  }

  /** Nanoseconds count the model's work alone, comparisons left out. */
  run(clock: ClockNs): { differences: Differences; ns: number; timed: number } {
    const ops = this.#ops;
    const answers = new Array<AllocAnswer | boolean | undefined>(BATCH);
    let ns = 0;
    let timed = 0;
    for (let at = 0; at < ops.length;) {
      if (!isTimed(ops[at]!)) {
        this.#look(ops[at]!);
        at += 1;
        continue;
      }
      let end = at + 1;
      if (!listens(ops[at]!))
        while (end < ops.length && end - at < BATCH && isTimed(ops[end]!) && !listens(ops[end]!))
          end += 1;
      const start = clock();
      for (let i = at; i < end; i += 1) answers[i - at] = this.#do(ops[i]!);
      ns += clock() - start;
      timed += end - at;
      for (let i = at; i < end; i += 1) this.#compare(ops[i]!, answers[i - at]);
      at = end;
    }
    return { differences: this.#differences, ns, timed };
  }

  /** Does one operation on the model. */
  #do(op: CmaOp): AllocAnswer | boolean | undefined {
    const region = this.#region;
    const observer = listens(op) ? this.#narrator : undefined;
    if (op.op === 'alloc') return region.alloc(op.request, observer);
    if (op.op === 'release') return region.release(op.pfn, op.count, observer);
    if (op.op === 'pin') region.pin(op.pfn, op.count);
    else if (op.op === 'unpin') region.unpin(op.pfn, op.count);
    return undefined;
  }

  /** Its answer and its texts with what the trace says. */
  #compare(op: CmaOp, answer: AllocAnswer | boolean | undefined): void {
    const differences = this.#differences;
    if (op.op === 'release') differences.expect(op.line, 'result', op.result, answer);
    if (op.op === 'alloc') {
      const { result, retries, tried } = answer as AllocAnswer;
      const got = result === 'NULL' ? result : 'pfn' in result ? result.pfn : result.errno;
      if (got !== op.result) differences.expect(op.line, 'result', op.result, got);
      if (retries !== op.retries) differences.expect(op.line, 'retries', op.retries, retries);
      if (op.tried) differences.expect(op.line, 'tried', op.tried, tried);
    }
    if (!listens(op) || (op.op !== 'alloc' && op.op !== 'release')) return;
    differences.expect(op.line, 'log', op.log, this.#lister.log);
    differences.expect(op.line, 'trace', op.trace, this.#lister.trace);
    this.#lister.clear();
  }

  /** Operations that only look. */
  #look(op: CmaOp): void {
    const region = this.#region;
    const differences = this.#differences;
    if (op.op === 'unknown') differences.add(op.line, 'cma-trace/1', op.why);
    if (op.op === 'digest') {
      if (op.used !== undefined) differences.expect(op.line, 'used', op.used, region.used);
      if (op.maxchunk !== undefined)
        differences.expect(op.line, 'maxchunk', op.maxchunk, region.maxchunk);
      if (op.sha256 !== undefined)
        differences.expect(op.line, 'sha256', op.sha256, bitmapDigest(region));
    }
    if (op.op === 'debugfs') {
      const files = debugfsFiles(region);
      for (const [name, text] of op.files) {
        const perRange = op.range > 0 && (name === 'base_pfn' || name === 'bitmap');
        const path = perRange ? `ranges/${op.range}/${name}` : name;
        differences.expect(op.line, name, text, files.get(path)?.());
      }
      if (op.showAreas)
        differences.expect(
          op.line,
          'show_areas',
          op.showAreas,
          this.#text.areas(region).map(String),
        );
    }
  }
}

/** sha256 over the bitmaps as u32 little-endian words, ranges one after the other. */
export function bitmapDigest(region: CmaRegion): string {
  const words = region.ranges.map(({ map }) => map.toWords());
  const bytes = new Uint8Array(words.reduce((sum, { byteLength }) => sum + byteLength, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const range of words)
    for (const word of range) {
      view.setUint32(at, word, true);
      at += 4;
    }
  return sha256Hex(bytes);
}

/** Replay the parsed lines of a `cma-trace/1` file, header first. */
export function replayCma(lines: Lines, clock: ClockNs): ReplayReport {
  const header = readCmaHeader(lines[0]!.op);
  const ops = lines.slice(1).map(({ line, op }) => readCmaOp(line, op));
  const { kernel, orderPerBit, name, ranges } = header;
  const region = new CmaRegion({ kernel, orderPerBit, name, ranges });
  const { differences, ns, timed } = new CmaReplay(region, ops).run(clock);
  return {
    format: 'cma-trace/1',
    ops: ops.length,
    differences: differences.count,
    first: differences.first,
    nsPerOp: timed > 0 ? ns / timed : 0,
  };
}
