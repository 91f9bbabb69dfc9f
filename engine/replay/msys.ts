/**
 * Replays `msys-trace/1` against Dmem over CmaRegion: return codes, records, sysfs texts, printk and
 * ftrace text, simulated sleep and compactions, digests.
 */
import { regionPages } from './cma-format.ts';
import { CmaNarrator, type CmaSink } from '../systems/cma/model/narrator.ts';
import { CmaRegion } from '../systems/cma/model/region.ts';
import { CmaText } from '../systems/cma/model/text.ts';
import { contiguousRequest } from '../systems/dma/model/contiguous.ts';
import { fromByteString, toByteString } from '../memory/bytes/cstring.ts';
import { Dmem, type CoherentMemory, type DmemInfo } from '../systems/msys/model/dmem.ts';
import { msysFiles } from '../systems/msys/model/sysfs.ts';
import type { Sink } from '../board/recorder.ts';
import { bytesToPages, hexLower, pfnToPhys, physToPfn } from '../contract/units.ts';
import { bitmapDigest } from './cma.ts';
import { Differences, TraceError, type ClockNs, type Json, type ReplayReport } from './trace.ts';
import { written, type LateText } from '../memory/bytes/late-text.ts';

type Lines = readonly { readonly line: number; readonly op: Json }[];
type Answer = Readonly<Record<string, unknown>>;

/** ms_msys.c of this format is the 4.9.84 one. */
const KERNEL = '4.9';
/** Fields that say what was asked, or that are for people; the rest are answers to compare. */
const ASKED = ['op', 'note', 'name', 'length', 'phys', 'attr', 'input', 'count', 'align', 'n'];

/** dma_alloc_coherent got nothing; why does not matter here. */
const NULL_POINTER = { errno: 'ENOMEM', why: { id: 'cma.noRegion' } } as const;

/** What one operation left. */
class Listener implements Sink, CmaSink {
  log: string[] = [];
  trace: string[] = [];
  sleepMs = 0;
  readonly listening = true;
  readonly recording = true;

  printk(text: string): void {
    this.log.push(fromByteString(text));
  }
  late(channel: 'printk' | 'ftrace', text: LateText): void {
    if (channel === 'printk') this.log.push(written(text));
    else this.trace.push(String(text));
  }
  ftrace(text: string): void {
    this.trace.push(text);
  }
  event(): void {}
  sleep(ms: number): void {
    this.sleepMs += ms;
  }
  clear(): void {
    this.log = [];
    this.trace = [];
    this.sleepMs = 0;
  }
}

/** A field that must be a number; a TraceError otherwise. */
function numberIn(op: Json, key: string): number {
  const value = op[key];
  if (typeof value !== 'number') throw new TraceError(`${key} is ${JSON.stringify(value)}`);
  return value;
}
const textIn = (op: Json, key: string): string => {
  const value = op[key];
  if (typeof value !== 'string') throw new TraceError(`${key} is ${JSON.stringify(value)}`);
  return toByteString(value);
};

/** A driver over one region as the header describes it. */
class MsysBoard {
  readonly listener = new Listener();
  readonly #region: CmaRegion;
  readonly #narrator: CmaNarrator;
  readonly #dmem: Dmem;
  readonly #files;
  /** Calls of dma_alloc_coherent that fail before they reach CMA. */
  #failNext = 0;

  constructor(header: Json) {
    const physOffset = numberIn(header, 'physOffset');
    const pageOffset = numberIn(header, 'pageOffset');
    const memMap = numberIn(header, 'memMap');
    const structPage = numberIn(header, 'sizeofStructPage');
    const alignCap = numberIn(header, 'alignCap');
    const basePfn = numberIn(header, 'basePfn');
    const pages = regionPages(numberIn(header, 'pages'));
    this.#region = new CmaRegion({ kernel: KERNEL, ranges: [{ basePfn, pages }] });
    const text = new CmaText({
      wordBits: 32,
      debug: true,
      cmaPointer: 'c0435ef0',
      pagePointer: (pfn) => hexLower(memMap + (pfn - physToPfn(physOffset)) * structPage, 8),
    });
    this.#narrator = new CmaNarrator(text, this.listener);
    const debug = header['msysDebug'] === 1 || header['msysDebug'] === true;
    const profile = { debug, bytesSuffix: header['bytesSuffix'] === 1, sysfsAll: true };
    this.#dmem = new Dmem(this.#memory(alignCap, pageOffset - physOffset), profile);
    this.#files = new Map(msysFiles(profile).map((file) => [file.name, file]));
  }

  /** dma_alloc_coherent() of the oracle: CMA alone, or a failure that the trace asks for. */
  #memory(alignCap: number, virtMinusPhys: number): CoherentMemory {
    return {
      alloc: (size) => {
        if (this.#failNext > 0) {
          this.#failNext--;
          return NULL_POINTER;
        }
        const request = contiguousRequest(size, { arch: 'arm', cmaAlignment: alignCap });
        const { result } = this.#region.alloc(request, this.#narrator);
        if (result === 'NULL' || 'errno' in result) return NULL_POINTER;
        const phys = pfnToPhys(result.pfn);
        return { phys, kvirt: phys + virtMinusPhys };
      },
      free: (size, phys) => {
        this.#region.release(physToPfn(phys), bytesToPages(size), this.#narrator);
      },
    };
  }

  /** The answer of one operation, in the trace's own words. */
  do(op: Json): Answer {
    const sink = this.listener;
    const dmem = this.#dmem;
    switch (op['op']) {
      case 'cma_alloc':
        return this.#cmaAlloc(op);
      case 'request': {
        const { ret, info, retries } = dmem.request(
          textIn(op, 'name'),
          numberIn(op, 'length'),
          0,
          sink,
        );
        return { ret, ...outOf(info), outLength: info.length, ...slept(sink, retries) };
      }
      case 'release':
        dmem.release(textIn(op, 'name'), numberIn(op, 'phys'), sink);
        return { ret: 0 };
      case 'fix':
        dmem.fix(textIn(op, 'name'));
        return { ret: 0 };
      case 'unfix':
        dmem.unfix(textIn(op, 'name'));
        return { ret: 0 };
      case 'find_by_name':
        return found(dmem.findByName(textIn(op, 'name')), -1);
      case 'find_by_phys':
        return found(dmem.findByPhys(numberIn(op, 'phys')), -22);
      case 'failnext':
        this.#failNext = numberIn(op, 'n');
        return {};
      case 'read':
        return { output: fromByteString(this.#file(op).show?.(dmem) ?? 'not readable') };
      case 'write':
        return this.#write(op);
      case 'digest': {
        const { used, maxchunk } = this.#region;
        return { used, maxchunk, sha256: bitmapDigest(this.#region) };
      }
      default:
        throw new TraceError(`msys-trace/1 has no operation ${JSON.stringify(op['op'])}`);
    }
  }

  /** An allocation of somebody else in the same region. */
  #cmaAlloc(op: Json): Answer {
    const request = { count: numberIn(op, 'count'), align: numberIn(op, 'align') };
    const { result } = this.#region.alloc(request, this.#narrator);
    if (result === 'NULL') return { result };
    return { result: 'pfn' in result ? result.pfn : result.errno };
  }

  /** Finds the attribute that an operation names; a TraceError without one. */
  #file(op: Json) {
    const file = this.#files.get(textIn(op, 'attr'));
    if (!file) throw new TraceError(`there is no file ${JSON.stringify(op['attr'])}`);
    return file;
  }

  /** write(2) of an attribute: what it returned, and how long it slept. */
  #write(op: Json): Answer {
    const { store } = this.#file(op);
    if (!store) throw new TraceError(`${JSON.stringify(op['attr'])} cannot be written`);
    const wrote = store(this.#dmem, textIn(op, 'input'), 0, this.listener);
    if ('undefinedBehaviour' in wrote) return { ret: 'undefined behaviour' };
    return { ret: wrote.ret, ...slept(this.listener, wrote.request?.retries ?? 0) };
  }
}

/** The caller's record after a request. */
const outOf = (info: DmemInfo): Answer => ({
  outName: fromByteString(info.name),
  outPhys: info.phys,
  outKvirt: info.kvirt,
});
/** find_by_name leaves what strncmp said last, which is libc's business: the format writes -1. */
const found = (info: DmemInfo | undefined, none: number): Answer =>
  info
    ? { ret: 0, ...outOf(info), outLength: info.length }
    : { ret: none, outName: '', outPhys: 0 };
/** Milliseconds and compactions, where there were any. */
const slept = ({ sleepMs }: Listener, compactions: number): Answer =>
  sleepMs > 0 ? { sleepMs, compactions } : {};

/** Compare what the trace says of an operation with what was answered. */
function compare(
  differences: Differences,
  line: number,
  op: Json,
  answer: Answer,
  listener: Listener,
): void {
  const asked = new Set(op['op'] === 'find_by_phys' ? [...ASKED, 'outPhys'] : ASKED);
  for (const [key, expected] of Object.entries(op)) {
    if (asked.has(key) || key === 'log' || key === 'trace') continue;
    differences.expect(line, key, expected, answer[key]);
  }
  // A sleep that the trace does not mention must not have happened.
  if (op['sleepMs'] === undefined && listener.sleepMs > 0)
    differences.expect(line, 'sleepMs', undefined, listener.sleepMs);
  if (op['op'] === 'digest') return;
  differences.expect(line, 'log', op['log'] ?? [], listener.log);
  differences.expect(line, 'trace', op['trace'] ?? [], listener.trace);
}

/** Replay the parsed lines of an `msys-trace/1` file, header first. */
export function replayMsys(lines: Lines, clock: ClockNs): ReplayReport {
  const board = new MsysBoard(lines[0]!.op);
  const differences = new Differences();
  let ns = 0;
  for (const { line, op } of lines.slice(1)) {
    board.listener.clear();
    const looks = op['op'] === 'digest' || op['op'] === 'read';
    const start = clock();
    const answer = board.do(op);
    if (!looks) ns += clock() - start;
    compare(differences, line, op, answer, board.listener);
  }
  const timed = lines.filter(({ op }) => op['op'] !== 'digest' && op['op'] !== 'read').length - 1;
  return {
    format: 'msys-trace/1',
    ops: lines.length - 1,
    differences: differences.count,
    first: differences.first,
    nsPerOp: timed > 0 ? ns / timed : 0,
  };
}
