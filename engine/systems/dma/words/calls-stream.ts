/** The streaming DMA API: a buffer is handed to a device and taken back. */
import { DMA_DIRECTIONS } from '../protocol.ts';
import { MAX_NUMBER } from '../../../contract/limits.ts';
import { deviceName, number, oneOf, pointer } from '../../../words/kinds.ts';
import { define, defined, optional, required, type CallSpec } from '../../../words/spec.ts';

const offset = optional(number('bytes', { least: -MAX_NUMBER }), { place: 'key' });
const dev = optional(deviceName, { place: 'key' });
const buffer = { size: required(number('bytes')), direction: required(oneOf(DMA_DIRECTIONS)) };

/**
 * What both map calls take: a pointer, a size and a direction, and the device if it is not the
 * first one.
 */
const mapping = {
  forms: ['call'],
  named: true,
  params: { ptr: required(pointer), ...buffer, offset, dev },
} as const;
/** The same for calls that are told the device's address. */
const using = {
  forms: ['call'],
  params: { addr: required(pointer), ...buffer, offset, dev },
} as const;

const mapSingle = define({
  ...mapping,
  name: 'dma_map_single',
  build: (args, { into }) => ({
    value: defined({ kind: 'dma_map_single' as const, into, ...args }),
  }),
  unbuild: ({ kind: _kind, into, ...args }) => ({ args, into }),
});
const mapPage = define({
  ...mapping,
  name: 'dma_map_page',
  build: (args, { into }) => ({ value: defined({ kind: 'dma_map_page' as const, into, ...args }) }),
  unbuild: ({ kind: _kind, into, ...args }) => ({ args, into }),
});
const unmapSingle = define({
  ...using,
  name: 'dma_unmap_single',
  build: (args) => ({ value: defined({ kind: 'dma_unmap_single' as const, ...args }) }),
  unbuild: ({ kind: _kind, ...args }) => ({ args }),
});
const unmapPage = define({
  ...using,
  name: 'dma_unmap_page',
  build: (args) => ({ value: defined({ kind: 'dma_unmap_page' as const, ...args }) }),
  unbuild: ({ kind: _kind, ...args }) => ({ args }),
});
const forCpu = define({
  ...using,
  name: 'dma_sync_single_for_cpu',
  build: (args) => ({ value: defined({ kind: 'dma_sync_single_for_cpu' as const, ...args }) }),
  unbuild: ({ kind: _kind, ...args }) => ({ args }),
});
const forDevice = define({
  ...using,
  name: 'dma_sync_single_for_device',
  build: (args) => ({ value: defined({ kind: 'dma_sync_single_for_device' as const, ...args }) }),
  unbuild: ({ kind: _kind, ...args }) => ({ args }),
});
/** `dma_mapping_error(ADDR)`: 1 where the mapping failed, 0 where it did not. */
const mappingError = define({
  name: 'dma_mapping_error',
  forms: ['call'],
  params: { addr: required(pointer), dev },
  build: (args) => ({ value: defined({ kind: 'dma_mapping_error' as const, ...args }) }),
  unbuild: ({ kind: _kind, ...args }) => ({ args }),
});

/** In the order in which a driver makes them. */
export const streamCalls: readonly CallSpec[] = [
  mapSingle,
  mapPage,
  mappingError,
  forCpu,
  forDevice,
  unmapSingle,
  unmapPage,
];
