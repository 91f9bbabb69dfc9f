/** The inspector's rows: a label and a value that can be copied as it stands in kernel text. */
import { hex, hexLower, PAGE_SIZE } from '../../../../engine/contract/units.ts';
import { addressText, pfnText } from '../../../words/format.ts';
import { grouped, sizeText } from '../../../words/sizes.ts';
import type { MapT } from '../../../words/dictionary/map.ts';
import type { Addresses, Subject } from './subject.ts';
import type { FactRow } from '../../pieces.ts';

const span = (from: number, bytes: number): string =>
  `${addressText(from)}–${addressText(from + bytes - 1)}`;

const addressRows = (t: MapT, at: Addresses): FactRow[] => {
  const bytes = at.pages * PAGE_SIZE;
  const last = at.pfn + at.pages - 1;
  const frames = at.pages === 1 ? pfnText(at.pfn) : `${pfnText(at.pfn)}–${pfnText(last)}`;
  const spanRow = (label: string, from: number): FactRow => ({
    label,
    value: span(from, bytes),
    copy: addressText(from),
  });
  return [
    spanRow(t('inspector.phys'), at.phys),
    ...(at.virt === undefined ? [] : [spanRow(t('inspector.virt'), at.virt)]),
    { label: t('inspector.pfn'), value: frames, copy: pfnText(at.pfn) },
    ...(at.page === undefined ? [] : [{ label: t('inspector.page'), value: hexLower(at.page, 8) }]),
  ];
};

const bytesRow = (label: string, bytes: number): FactRow => ({
  label,
  value: `${grouped(bytes)} B`,
  note: `0x${hex(bytes, 8)}`,
  copy: String(bytes),
});

/** What is spoken of, by name. */
export const titleOf = (t: MapT, subject: Subject): string => {
  switch (subject.is) {
    case 'block':
      return subject.block.name === '' ? t('map.unnamed') : subject.block.name;
    case 'hole':
      return t('inspector.hole');
    case 'pinned':
      return t('inspector.pinnedPage');
    case 'lent':
      return t('inspector.lentPage');
  }
};

/** Its size where it has one, else where it lies: what goes beside the name. */
export const factsOf = (t: MapT, subject: Subject): string => {
  if (subject.is === 'block')
    return t('map.pagesAndBytes', subject.block.pages, subject.block.bytes);
  if (subject.is === 'hole')
    return t('map.pagesAndBytes', subject.hole.count, subject.hole.count * PAGE_SIZE);
  return pfnText(subject.pfn);
};

export const rowsOf = (t: MapT, subject: Subject): readonly FactRow[] => {
  if (subject.is === 'block') return blockRows(t, subject);
  if (subject.is !== 'hole') return addressRows(t, subject.at);
  const { hole, usable, boundary } = subject;
  return [
    {
      label: t('inspector.length'),
      value: `${t('map.pages', hole.count)} · ${sizeText(hole.count * PAGE_SIZE)}`,
      copy: String(hole.count),
    },
    { label: t('inspector.usable'), value: t('map.pages', usable), copy: String(usable) },
    {
      label: t('inspector.boundary'),
      value: boundary === undefined ? t('inspector.noBoundary') : pfnText(boundary),
    },
    ...addressRows(t, subject.at),
  ];
};

const blockRows = (t: MapT, subject: Extract<Subject, { is: 'block' }>): FactRow[] => {
  const { block } = subject;
  const rounded = block.pages * PAGE_SIZE;
  return [
    { label: t('inspector.kind'), value: t(`kind.${block.kind}`) },
    bytesRow(t('inspector.asked'), block.bytes),
    { label: t('inspector.pages'), value: grouped(block.pages), copy: String(block.pages) },
    bytesRow(t('inspector.rounded'), rounded),
    { label: t('inspector.waste'), value: `${grouped(block.waste)} B`, copy: String(block.waste) },
    ...addressRows(t, subject.at),
    { label: t('inspector.align'), value: String(block.align) },
    {
      label: t('inspector.born'),
      value: block.op === 0 ? t('inspector.boot') : t('inspector.operation', block.op),
      copy: String(block.op),
    },
  ];
};
