/**
 * CMA as a running board needs it: its calls. The regions themselves are the board's; declaring more of
 * them and marking their pages come with the whole system.
 */
import type { LiveSystem } from '../contract.ts';
import { cmaAlloc, cmaRelease, withCma } from './exec.ts';

/** Nothing here follows columns or saves: areas do that for the board. */
export const live = {
  id: 'cma',
  boot: () => undefined,
  initcall: undefined,
  exec: {
    cma_alloc: withCma(cmaAlloc),
    cma_release: withCma(cmaRelease),
  },
  intercepts: undefined,
  handles: { cma: { from: 'cma_alloc', through: 'cma_release', frames: true } },
  follow: undefined,
  count: undefined,
  bytes: () => undefined,
  room: undefined,
  check: () => undefined,
} satisfies LiveSystem<'cma'>;
