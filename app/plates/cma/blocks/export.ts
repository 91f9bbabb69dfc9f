/** Rows of the table as text for a spreadsheet: plain numbers, addresses in hexadecimal. */
import { pfnToPhys } from '../../../../engine/contract/units.ts';
import { blockAt } from '../../../frame/frame.ts';
import type { Frame } from '../../../frame/frame.ts';
import { csvField } from '../../../page/csv.ts';
import { addressText, pfnText } from '../../../words/format.ts';
import { COLUMNS } from './list.ts';

const fieldsOf = (frame: Frame, slot: number): readonly string[] => {
  const block = blockAt(frame, slot);
  if (block === undefined) return [];
  return [
    block.name,
    block.kind,
    pfnText(block.pfn),
    addressText(pfnToPhys(block.pfn)),
    String(block.pages),
    String(block.bytes),
    String(block.waste),
    String(block.align),
    String(block.op),
  ];
};

export const exportRows = (frame: Frame, slots: Uint32Array, format: 'tsv' | 'csv'): string => {
  const join = (fields: readonly string[]): string =>
    format === 'csv' ? fields.map(csvField).join(',') : fields.join('\t');
  const lines = [join(COLUMNS)];
  for (const slot of slots) lines.push(join(fieldsOf(frame, slot)));
  return `${lines.join('\n')}\n`;
};
