/**
 * dma_map_single, dma_unmap_single and the syncs: addresses pass through, for the devices of these
 * boards see memory where the CPU does, and dma-debug looks on where the kernel was built with it.
 */
import type { Board } from '../../../board/board.ts';
import type { Message, Result, Where } from '../../../contract/command.ts';
import type { StreamCommand } from '../protocol.ts';
import { DmaDebug, type DebugVersion, type MapType } from './debug.ts';
import { isRefusal } from '../../../board/handles.ts';
import { toByteString } from '../../../memory/bytes/cstring.ts';
import { physToVirt, type BoardProfile } from '../../../contract/profile.ts';
import type { Recorder } from '../../../board/recorder.ts';
import {
  bytesToPages,
  pfnToPhys,
  physToPfn,
  type OpId,
  type PhysAddr,
} from '../../../contract/units.ts';
import { done, number } from '../../../board/answer.ts';
import { DEFAULT_DEVICE } from './device.ts';

type Of<K extends StreamCommand['kind']> = Extract<StreamCommand, { kind: K }>;
type Mapping = Of<'dma_map_single' | 'dma_map_page'>;
type Using = Exclude<StreamCommand, Mapping | Of<'dma_mapping_error'>>;

/** What a kernel's dma-debug is like. */
export function debugVersionOf({ release, arch }: BoardProfile): DebugVersion {
  const [major = 0, minor = 0] = release.split('.').map(Number);
  return {
    pages: major < 5,
    prefixFirst: major >= 5,
    syncsInside: major >= 3,
    checksMapError: major > 3 || (major === 3 && minor >= 9),
    errorAddress: arch === 'arm' ? 0xffff_ffff : undefined,
  };
}

/** The dma-debug of a board whose kernel has it; its lines go to whoever calls. */
export class BoardDmaDebug {
  /** What is written down of mappings, and the counters of its files. */
  readonly debug: DmaDebug;
  readonly #profile: BoardProfile;
  /** The operation under way, which takes the lines. */
  sink: Recorder | undefined;

  constructor(profile: BoardProfile) {
    this.#profile = profile;
    this.debug = new DmaDebug(debugVersionOf(profile), (line) => this.sink?.printk(line));
  }

  /**
   * debug_dma_alloc_coherent() and debug_dma_free_coherent(). `size` is the driver's, `phys` where
   * the memory lies; the CPU's address is that of the linear map.
   */
  coherent(
    what: 'mapped' | 'unmapped',
    at: { readonly device?: string; readonly phys: PhysAddr; readonly size: number },
    sink: Recorder,
  ): void {
    this.sink = sink;
    const { device = DEFAULT_DEVICE, phys: address, size } = at;
    const direction = 'DMA_BIDIRECTIONAL';
    const cpu = physToVirt(this.#profile, address) ?? 0;
    this.debug[what]({ device, type: 'coherent', address, size, direction, cpu });
  }
}

/** The address that a handle or a number stands for. */
function addressOf(board: Board, where: Where, offset = 0): PhysAddr | Result {
  if (where.by === 'address') return where.address + offset;
  const handle = board.handles.pointer(where.handle, 'cma_alloc');
  if (isRefusal(handle)) return { ok: false, refusal: handle };
  return (handle.dma ?? pfnToPhys(handle.pfn)) + offset;
}

/**
 * A streaming call always succeeds: what a driver does wrong is dma-debug's to say. Errors that
 * were counted and not printed become a note of the answer.
 */
export function streamCall(board: Board, command: StreamCommand, op: OpId, sink: Recorder): Result {
  const own = board.parts.dma?.debug;
  if (own) own.sink = sink;
  const before = own?.debug.errorCount ?? 0;
  const result = answer(board, command, op);
  const errors = (own?.debug.errorCount ?? 0) - before;
  const printed = sink.kept.length;
  if (!result.ok || errors <= printed || result.value.is !== 'pool_void') return result;
  const notes: Message[] = [{ id: 'dma.debugCounted', args: { count: errors - printed } }];
  return done({ is: 'pool_void', notes });
}

/** One call of the DMA API. The device is the first part of what dma-debug prints. */
function answer(board: Board, command: StreamCommand, op: OpId): Result {
  const device = toByteString(command.dev ?? DEFAULT_DEVICE);
  switch (command.kind) {
    case 'dma_map_single':
    case 'dma_map_page':
      return map(board, command, device, op);
    case 'dma_mapping_error': {
      const address = addressOf(board, command.addr);
      if (typeof address !== 'number') return address;
      board.parts.dma?.debug?.debug.looked(device, address);
      const { errorAddress } = debugVersionOf(board.profile);
      return number(address === errorAddress ? 1 : 0);
    }
    default:
      return use(board, command, device);
  }
}

/** dma_map_single() and dma_map_page(): the handle keeps the device's address and the size. */
function map(board: Board, command: Mapping, device: string, op: OpId): Result {
  const { into, size, direction, kind } = command;
  const wrong = board.cannotTake(into) ?? board.beyondWord(size);
  if (wrong) return { ok: false, refusal: wrong };
  const phys = addressOf(board, command.ptr, command.offset);
  if (typeof phys !== 'number') return phys;
  const type: MapType = kind === 'dma_map_page' ? 'page' : 'single';
  board.parts.dma?.debug?.debug.mapped({ device, type, address: phys, size, direction });
  if (into !== undefined) {
    const pages = { pfn: physToPfn(phys), pages: bytesToPages(size), bytes: size };
    board.handles.bind({
      name: into,
      kind: 'dma_map',
      ...pages,
      dma: phys,
      born: op,
      released: undefined,
    });
  }
  const unmapped = { virt: undefined, cached: undefined } as const;
  return done({ is: 'pointer', ...unmapped, phys, bytes: size, handle: into });
}

/** Unmap and sync change nothing but dma-debug's books. */
function use(board: Board, command: Using, device: string): Result {
  const address = addressOf(board, command.addr, command.offset);
  if (typeof address !== 'number') return address;
  const { size, direction, kind } = command;
  const debug = board.parts.dma?.debug?.debug;
  const ref = { device, address, size, direction };
  switch (kind) {
    case 'dma_unmap_single':
      debug?.unmapped({ ...ref, type: 'single' });
      break;
    case 'dma_unmap_page':
      debug?.unmapped({ ...ref, type: 'page' });
      break;
    case 'dma_sync_single_for_cpu':
    case 'dma_sync_single_for_device':
      debug?.synced(ref, kind === 'dma_sync_single_for_cpu');
  }
  return done({ is: 'pool_void', notes: [] });
}
