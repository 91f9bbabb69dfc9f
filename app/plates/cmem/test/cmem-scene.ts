/** A scene of a CMEM block as the view makes it, for tests of painting. */
import { HeapIndex } from '../draw/heap-index.ts';
import type { ChoiceOnMap, CmemScene, CmemWords } from '../draw/scene.ts';
import { createRackSpace } from '../draw/space.ts';
import type { Frame } from '../../../frame/frame.ts';
import { testBrushes, testPalette } from '../../../render/test/recording.ts';

export const testCmemWords: CmemWords = {
  rack: (num, requested) => `${num} × ${requested}`,
  free: (free, num) => (num === 0 ? `${free} free` : `${free} of ${num} free`),
  full: 'none free',
  none: 'no buffers',
  heap: 'heap',
  size: (bytes) => `${bytes} bytes`,
  heapFree: (bytes) => `${bytes} free`,
  holds: (asked, size) => `${asked} of ${size}`,
  chain: 'free chain',
  more: (chunks) => `${chunks} more`,
  links: (count) => `${count} links`,
  corrupt: 'header overwritten',
  lost: (bytes) => `${bytes} bytes in no list`,
  promoted: (asked, wasted) => `holds ${asked}, wastes ${wasted}`,
};

const palette = testPalette();

export const cmemScene = (
  view: Frame,
  width = 900,
  choice?: ChoiceOnMap,
  index = 0,
  heaps = new HeapIndex(),
): CmemScene => {
  const cmem = view.layout.cmem!;
  const block = cmem.blocks[index]!;
  heaps.update(view);
  const space = createRackSpace({ block, width, scale: 1, nameChars: 13 });
  return {
    view,
    cmem,
    block,
    space,
    palette,
    brushes: testBrushes,
    words: testCmemWords,
    heaps,
    choice,
    ratio: 1,
  };
};
