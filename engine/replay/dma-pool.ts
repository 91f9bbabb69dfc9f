/**
 * Replays DMA pool traces: answers, messages, bytes, the text of `pools`, dumps and digests. The header
 * has `oracle` "linux mm/dmapool.c" and the build; chunks come from its arena. A block is named by the
 * `id` of the allocation that gave it; a CPU address by the device's address of the same byte.
 */
import { Arena } from '../systems/dma-pool/model/arena.ts';
import { LinearPointers } from '../systems/dma-pool/model/pointers.ts';
import type { DmaPool, PoolSink } from '../systems/dma-pool/model/pool.ts';
import { DmaPools } from '../systems/dma-pool/model/pools.ts';
import { PrivateStore } from '../systems/dma-pool/model/table.ts';
import {
  POOL_VERSIONS,
  type PoolBuild,
  type PoolKernel,
} from '../systems/dma-pool/model/version.ts';
import { sha256Hex } from '../memory/digest.ts';
import { PagedBytes } from '../memory/bytes/paged-bytes.ts';
import { poolKernelOf } from '../contract/profile.ts';
import { hexLower } from '../contract/units.ts';
import { Differences, TraceError, type ClockNs, type Json, type ReplayReport } from './trace.ts';

/** Lines of a file with their numbers; the first is the header. */
type Lines = readonly { readonly line: number; readonly op: Json }[];

const ORACLE = 'linux mm/dmapool.c';
/** Whether the `oracle` of the header is mm/dmapool.c. */
export const isDmaPoolTrace = (header: Json): boolean => header['oracle'] === ORACLE;

/** The one device of a trace. */
const DEVICE = 'dev';

/** The generation by the version that the header begins with. */
function kernelOf(version: unknown): PoolKernel {
  const release = /^\d+(?:\.\d+)+/.exec(String(version))?.[0];
  if (release === undefined)
    throw new TraceError(`kernelVersion ${JSON.stringify(version) ?? 'missing'} is no version`);
  return poolKernelOf(release);
}

/** A field that must be a number; a TraceError otherwise. */
const numberIn = (from: Json, key: string): number => {
  const value = from[key];
  if (typeof value !== 'number') throw new TraceError(`${key} is ${JSON.stringify(value)}`);
  return value;
};
const textIn = (from: Json, key: string): string => {
  const value = from[key];
  if (typeof value !== 'string') throw new TraceError(`${key} is ${JSON.stringify(value)}`);
  return value;
};
/** Reads the bytes of a word: 4 or 8, a TraceError otherwise. */
function wordIn(header: Json, key: string): 4 | 8 {
  const value = header[key];
  if (value !== 4 && value !== 8) throw new TraceError(`${key} is ${JSON.stringify(value)}`);
  return value;
}

/** The kernel and its configuration, as the harness was built. */
function buildOf(header: Json): PoolBuild {
  return {
    version: POOL_VERSIONS[kernelOf(header['kernelVersion'])],
    debug: header['debug'] === true,
    pointerBytes: wordIn(header, 'ptrBytes'),
    dmaAddrBytes: wordIn(header, 'dmaAddrBytes'),
    pageSize: numberIn(header, 'pageSize'),
  };
}

const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => hexLower(byte, 2)).join('');
const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from({ length: hex.length / 2 }, (_, at) =>
    parseInt(hex.slice(2 * at, 2 * at + 2), 16),
  );

/** Lines since the last take(). */
class Listing implements PoolSink {
  text = '';
  error(text: string): void {
    this.text += `${text}\n`;
  }
  line(text: string): void {
    this.text += `${text}\n`;
  }
  take(): string {
    const { text } = this;
    this.text = '';
    return text;
  }
}

/** What an allocation answered, until somebody asks by its id. */
interface Given {
  readonly vaddr: number;
  readonly dma: number;
}

/** One trace under way; what differs is collected, nothing stops it. */
class DmaPoolReplay {
  readonly differences = new Differences();
  readonly #pools: DmaPools;
  readonly #byTag = new Map<string, DmaPool>();
  readonly #given = new Map<number, Given>();
  readonly #sink = new Listing();
  readonly #clock: ClockNs;
  ns = 0;
  timed = 0;

  constructor(header: Json, clock: ClockNs) {
    const build = buildOf(header);
    const base = numberIn(header, 'dmaBase');
    const pages = numberIn(header, 'arenaPages');
    const virt = numberIn(header, 'virtBase');
    const words = { low: virt % 2 ** 32, high: Math.floor(virt / 2 ** 32) };
    const { pointerBytes, pageSize } = build;
    const display = { pointerBytes, hashed: false };
    this.#clock = clock;
    this.#pools = new DmaPools({
      build,
      memory: new PagedBytes(),
      chunks: new Arena({ base, pages, pageSize }),
      pointers: new LinearPointers(words, base, pages * pageSize, display),
      store: new PrivateStore(),
    });
  }

  /** An operation that cannot be replayed counts as a difference. */
  run(line: number, op: Json): void {
    try {
      this.#run(line, op);
    } catch (error) {
      if (!(error instanceof TraceError)) throw error;
      this.differences.add(line, 'an operation that can be replayed', error.message);
    }
  }

  #run(line: number, op: Json): void {
    switch (op['op']) {
      case 'create':
        return this.#create(line, op);
      case 'alloc':
      case 'zalloc':
        return this.#alloc(line, op);
      case 'free': {
        const given = this.#given.get(numberIn(op, 'id'));
        const dma = numberIn(op, 'dma');
        this.#free(line, op, given?.vaddr ?? dma, given?.dma ?? dma);
        if (given) this.differences.expect(line, 'dma', dma, given.dma);
        return;
      }
      case 'freeraw':
        return this.#free(line, op, numberIn(op, 'vaddrAsDma'), numberIn(op, 'dma'));
      case 'write':
        return this.#pools.write(numberIn(op, 'dma'), bytesOf(textIn(op, 'bytes')));
      case 'peek': {
        const want = textIn(op, 'bytes');
        const bytes = this.#pools.memory.read(numberIn(op, 'dma'), want.length / 2);
        return this.differences.expect(line, 'bytes', want, hexOf(bytes));
      }
      case 'show':
        return this.differences.expect(
          line,
          'text',
          textIn(op, 'text'),
          this.#pools.show(DEVICE) ?? '',
        );
      case 'destroy':
        return this.#destroy(line, op);
      case 'dump':
        return this.differences.expect(line, 'text', textIn(op, 'text'), this.#dump());
      case 'digest':
        return this.differences.expect(
          line,
          'sha256',
          textIn(op, 'sha256'),
          sha256Hex(this.#dump()),
        );
      default:
        throw new TraceError(`operation ${JSON.stringify(op['op']) ?? 'none'}`);
    }
  }

  /** Every pool that lives, in the order of creation. */
  #dump(): string {
    return [...this.#byTag].map(([tag, pool]) => pool.dump(tag)).join('');
  }
  #pool(op: Json): DmaPool {
    const tag = textIn(op, 'pool');
    const pool = this.#byTag.get(tag);
    if (!pool) throw new TraceError(`pool ${tag} is not there`);
    return pool;
  }
  #texts(line: number, op: Json): void {
    this.differences.expect(line, 'msgs', op['msgs'] ?? '', this.#sink.take());
  }

  /** Effective sizes are compared where the trace has them. */
  #create(line: number, op: Json): void {
    const [size, align, boundary] = ['size', 'align', 'boundary'].map((key) => numberIn(op, key));
    const asked = { size: size!, align: align!, boundary: boundary! };
    const made = this.#pools.create(textIn(op, 'name'), DEVICE, asked, line);
    const pool = typeof made === 'string' ? undefined : made;
    this.differences.expect(line, 'ok', op['ok'], pool !== undefined);
    if (!pool) return;
    this.#byTag.set(textIn(op, 'pool'), pool);
    const { geometry } = pool;
    if (op['eff'] !== undefined)
      this.differences.expect(line, 'eff', op['eff'], {
        size: geometry.size,
        allocation: geometry.allocation,
        boundary: geometry.boundary,
      });
  }

  /** The device's address, whether a page was fetched, texts and bytes. */
  #alloc(line: number, op: Json): void {
    const pool = this.#pool(op);
    const flags = { zero: op['op'] === 'zalloc', wait: true };
    const start = this.#clock();
    const got = pool.alloc(flags, line, this.#sink);
    this.ns += this.#clock() - start;
    this.timed += 1;
    const { differences } = this;
    if ('stopped' in got) return differences.add(line, 'an answer', got.stopped);
    differences.expect(line, 'dma', op['dma'], 'failed' in got ? got.failed : got.dma);
    const fresh = 'failed' in got ? undefined : got.newPage;
    differences.expect(line, 'newPage', op['newPage'] ?? false, fresh !== undefined);
    this.#texts(line, op);
    if ('failed' in got) return;
    this.#given.set(numberIn(op, 'id'), { vaddr: got.vaddr, dma: got.dma });
    this.#look(line, op, got.vaddr, pool.geometry.size);
  }

  /** The block's first eight bytes and its last one, where the trace says them. */
  #look(line: number, op: Json, vaddr: number, size: number): void {
    const { memory } = this.#pools;
    const head = op['head'];
    if (typeof head === 'string') {
      const length = head.length / 2;
      this.differences.expect(line, 'head', head, hexOf(memory.read(vaddr, length)));
    }
    if (op['last'] !== undefined)
      this.differences.expect(line, 'last', op['last'], hexOf(memory.read(vaddr + size - 1, 1)));
  }

  /** Texts and bytes; the function itself returns nothing. */
  #free(line: number, op: Json, vaddr: number, dma: number): void {
    const pool = this.#pool(op);
    const start = this.#clock();
    const freed = pool.free(vaddr, dma, this.#sink);
    this.ns += this.#clock() - start;
    this.timed += 1;
    if ('stopped' in freed) this.differences.add(line, 'an answer', freed.stopped);
    this.#texts(line, op);
    this.#look(line, op, vaddr, pool.geometry.size);
  }

  /** Compares the pages that went back, in order. */
  #destroy(line: number, op: Json): void {
    const pool = this.#pool(op);
    this.#byTag.delete(textIn(op, 'pool'));
    const { returned } = this.#pools.destroy(pool, this.#sink);
    this.differences.expect(line, 'pagesFreed', op['pagesFreed'], returned);
    this.#texts(line, op);
  }

  check(): void {
    this.#pools.check();
  }
}

/** Replay the parsed lines of a DMA pool trace, header first. */
export function replayDmaPool(lines: Lines, clock: ClockNs): ReplayReport {
  const replay = new DmaPoolReplay(lines[0]!.op, clock);
  for (const { line, op } of lines.slice(1)) replay.run(line, op);
  replay.check();
  const { differences, ns, timed } = replay;
  return {
    format: 'dma-pool',
    ops: lines.length - 1,
    differences: differences.count,
    first: differences.first,
    nsPerOp: timed === 0 ? 0 : ns / timed,
  };
}
