/** The DMA API on top of CMA: coherent buffers. */
import { flag, number, target } from '../../../words/kinds.ts';
import { define, defined, optional, required } from '../../../words/spec.ts';

/** `x = dma_alloc_coherent(SIZE, GFP_ATOMIC)`; the flag is GFP_KERNEL if left out. */
const allocCoherent = define({
  name: 'dma_alloc_coherent',
  forms: ['call'],
  named: true,
  params: {
    size: required(number('bytes')),
    gfp: optional(flag({ GFP_KERNEL: false, GFP_ATOMIC: true }), { place: 'flag' }),
  },
  build: ({ size, gfp: atomic }, { into }) => ({
    value: defined({ kind: 'dma_alloc_coherent' as const, into, size, atomic }),
  }),
  unbuild: (command) => ({
    args: { size: command.size, gfp: command.atomic },
    into: command.into,
  }),
});

/** `dma_free_coherent(TARGET, SIZE)`: a range of frames is refused, as the size is in bytes. */
const freeCoherent = define({
  name: 'dma_free_coherent',
  forms: ['call'],
  params: { target: required(target), size: optional(number('bytes')) },
  build({ target: aim, size }) {
    if (aim.count !== undefined) return { problem: { id: 'language.noRange' }, param: 'target' };
    return { value: defined({ kind: 'dma_free_coherent' as const, target: aim.target, size }) };
  },
  unbuild: (command) => ({
    args: { target: { target: command.target, count: undefined }, size: command.size },
  }),
});

export const dmaCalls = [allocCoherent, freeCoherent] as const;
