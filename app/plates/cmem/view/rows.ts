/** The inspector's rows: a label and a value that can be copied as it stands in kernel text. */
import { hex } from '../../../../engine/contract/units.ts';
import type { CmemBlockLayout } from '../../../../engine/contract/view.ts';
import { poolOf } from '../draw/place.ts';
import { processName } from '../draw/rows.ts';
import type { CmemRecord } from '../draw/rows.ts';
import { addressText } from '../../../words/format.ts';
import { grouped } from '../../../words/sizes.ts';
import type { HeaderView } from './header.ts';
import type { CmemT } from '../../../words/dictionary/cmem.ts';
import type { FactRow } from '../../pieces.ts';

const bytes = (label: string, value: number): FactRow => ({
  label,
  value: `${grouped(value)} B`,
  note: `0x${hex(value)}`,
  copy: String(value),
});

const addresses = (t: CmemT, record: CmemRecord): FactRow => ({
  label: t('cmem.inspector.phys'),
  value: `${addressText(record.phys)}–${addressText(record.phys + Math.max(1, record.size) - 1)}`,
  copy: addressText(record.phys),
});

const poolRows = (t: CmemT, block: CmemBlockLayout, record: CmemRecord): readonly FactRow[] => {
  const pool = poolOf(block, record.pool);
  if (pool === undefined) return [];
  return [
    {
      label: t('cmem.inspector.pool'),
      value: t('cmem.inspector.poolSize', pool.index, pool.num, pool.requested),
      copy: String(pool.index),
    },
    { label: t('cmem.inspector.id'), value: String(record.id) },
  ];
};

const busyRows = (t: CmemT, record: CmemRecord, handle: string | undefined): readonly FactRow[] => {
  const name = processName(record.owner);
  return [
    { label: t('cmem.inspector.owner'), value: name === '' ? t('cmem.nobody') : name },
    ...(handle === undefined ? [] : [{ label: t('cmem.inspector.handle'), value: handle }]),
    { label: t('cmem.inspector.users'), value: String(record.users) },
    {
      label: t('cmem.inspector.mapping'),
      value: t(record.cached ? 'cmem.cached' : 'cmem.noncached'),
    },
    { label: t('cmem.inspector.born'), value: `#${record.op}`, copy: String(record.op) },
  ];
};

/** What lies in the first bytes of a free chunk, and what the driver reads there. */
const headerRows = (
  t: CmemT,
  { bytes: raw, next, size, leads, target }: HeaderView,
): readonly FactRow[] => {
  const where = target === undefined ? undefined : addressText(target);
  const led = leads === 'end' ? t('cmem.inspector.end') : t(`cmem.inspector.${leads}`, where ?? '');
  return [
    { label: t('cmem.inspector.header'), value: raw },
    { label: t('cmem.inspector.nextPointer'), value: `0x${next}`, note: led },
    bytes(t('cmem.inspector.length'), Number(`0x${size}`)),
  ];
};

export const rowsOf = (
  t: CmemT,
  block: CmemBlockLayout,
  record: CmemRecord,
  handle: string | undefined,
  header: HeaderView | undefined,
): readonly FactRow[] => {
  if (record.kind === 'hole')
    return [addresses(t, record), ...(header === undefined ? [] : headerRows(t, header))];

  const held = bytes(t('cmem.inspector.held'), record.size);
  if (!record.busy) return [held, addresses(t, record), ...poolRows(t, block, record)];
  return [
    bytes(t('cmem.inspector.asked'), record.asked),
    held,
    bytes(t('cmem.inspector.rounding'), record.rounding),
    bytes(t('cmem.inspector.unused'), record.unused),
    addresses(t, record),
    ...poolRows(t, block, record),
    ...busyRows(t, record, handle),
  ];
};
