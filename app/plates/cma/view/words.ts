/** The words that the canvas writes, bound to the reader's language. */
import type { MapWords } from '../../../render/scene.ts';
import type { MapT } from '../../../words/dictionary/map.ts';

/** A new object for another language, so that the plate knows to paint itself again. */
export const mapWords = (t: MapT): MapWords => ({
  unnamed: t('map.unnamed'),
  slack: t('map.slack'),
  pinned: t('map.pinned'),
  free: t('legend.free'),
  freePages: (count) => t('map.freePages', count),
  pages: (count) => t('map.pages', count),
  pagesAndBytes: (count, bytes) => t('map.pagesAndBytes', count, bytes),
  hole: (pages, usable) => t('map.hole', pages, usable),
  cut: (pages, usable) => t('map.hole.cut', pages, usable),
  lost: (pages) => t('map.lost', pages),
  lent: (pages) => t('map.lent', pages),
  bytesAndWaste: (bytes, waste) => t('map.bytesAndWaste', bytes, waste),
});
