/** msys as a running board needs it: its calls, and the memory that they take. */
import type { Board } from '../../board/board.ts';
import { bytesToPages, pfnToPhys, physToPfn } from '../../contract/units.ts';
import { HEADER } from '../../contract/view.ts';
import type { LiveSystem } from '../contract.ts';
import { allocCoherent } from '../dma/model/coherent.ts';
import { Dmem, type CoherentMemory } from './model/dmem.ts';
import { msys } from './exec.ts';

/** dma_alloc_coherent and dma_free_coherent of msys' own device. */
const coherentMemory = (board: Board): CoherentMemory => ({
  alloc: (size, { name, asked: bytes }, sink) => {
    const got = allocCoherent(board, size, { name, kind: 'msys', bytes }, sink);
    if (!('pfn' in got)) return got;
    const phys = pfnToPhys(got.pfn);
    return { phys, kvirt: board.virt(phys) ?? 0 };
  },
  free: (size, phys, sink) => {
    const pfn = physToPfn(phys);
    const area = board.areaOf(pfn) ?? board.defaultArea;
    area?.release(pfn, bytesToPages(size), sink);
  },
});

/** The list is counted in the header after every operation: entries, and the sum of raw lengths. */
export const live = {
  id: 'msys',
  boot: (board: Board): Dmem | undefined => {
    const { msys: profile } = board.profile;
    return profile && new Dmem(coherentMemory(board), profile);
  },
  initcall: undefined,
  exec: {
    msys_request_dmem: msys,
    msys_release_dmem: msys,
    msys_fix_dmem: msys,
    msys_unfix_dmem: msys,
    msys_find_dmem_by_name: msys,
    msys_find_dmem_by_phys: msys,
  },
  intercepts: undefined,
  handles: { msys: { from: 'msys_request_dmem', through: 'msys_release_dmem', frames: true } },
  follow: undefined,
  count: ({ parts }: Board, header: Float64Array): void => {
    header[HEADER.dmemEntries] = parts.msys?.kept.size ?? 0;
    header[HEADER.dmemTotal] = parts.msys?.kept.totalLength ?? 0;
  },
  bytes: () => undefined,
  room: undefined,
  check: ({ parts }: Board): void => parts.msys?.check(),
} satisfies LiveSystem<'msys'>;
