/** A place in words: for the read-out and the live region. */
import { placeInChain } from '../draw/heap-index.ts';
import type { HeapRows } from '../draw/heap-index.ts';
import { processName } from '../draw/rows.ts';
import type { CmemRecord } from '../draw/rows.ts';
import { addressText } from '../../../words/format.ts';
import { sizeText } from '../../../words/sizes.ts';
import type { CmemT } from '../../../words/dictionary/cmem.ts';

/** What is spoken of, by name. */
export const titleOf = (t: CmemT, record: CmemRecord): string => {
  if (record.kind === 'buffer') return t('cmem.inspector.buffer', record.pool, record.id);
  return t(record.kind === 'heap' ? 'cmem.inspector.heap' : 'cmem.inspector.hole');
};

export const describeRecord = (t: CmemT, record: CmemRecord, heap: HeapRows): string => {
  const phys = addressText(record.phys);
  const where =
    record.kind === 'buffer'
      ? t('cmem.at.buffer', record.pool, record.id, phys)
      : t('cmem.at.heap', phys);
  return [where, ...stateOf(t, record, heap)].join(', ');
};

const stateOf = (t: CmemT, record: CmemRecord, heap: HeapRows): readonly string[] => {
  if (record.kind === 'hole') {
    const hole = t(
      'cmem.at.hole',
      sizeText(record.size),
      placeInChain(heap, record.row),
      heap.chain.length,
    );
    return record.corrupt ? [hole, t('cmem.corrupt')] : [hole];
  }
  if (!record.busy) {
    const free = t('cmem.at.free', record.size);
    return record.next ? [free, t('cmem.at.next')] : [free];
  }
  const name = processName(record.owner);
  return [
    t('cmem.at.busy', name === '' ? t('cmem.nobody') : name, record.asked, record.size),
    t(record.cached ? 'cmem.cached' : 'cmem.noncached'),
  ];
};
