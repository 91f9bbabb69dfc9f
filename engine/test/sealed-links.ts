/** Links nobody would write: any bytes with a right check sum, any head, any rows. */
import { deflateSync } from 'fflate';
import { toBase64url } from '../journal/link/base64url.ts';
import { ByteWriter } from '../journal/link/bytes.ts';
import { BitWriter } from '../journal/link/coder.ts';
import { DICTIONARY_V1 } from '../journal/link/dictionary-v1.ts';
import { LINK_VERSION } from '../journal/link/link.ts';
import { Template, type Row } from '../journal/link/lines.ts';
import { CHOICES, RowModel } from '../journal/link/rows.ts';
import { crc32 } from '../memory/bytes/crc32.ts';

/** A link whose check sum is right, whatever the bytes. */
export const sealed = (body: Uint8Array, version = LINK_VERSION): string => {
  const bytes = new Uint8Array(5 + body.length);
  bytes[0] = version;
  new DataView(bytes.buffer).setUint32(1, crc32(body));
  bytes.set(body, 5);
  return toBase64url(bytes);
};

/** A body with any head, as a writer of links would pack it. */
export const bodyOf = (head: Uint8Array, rows: Iterable<number> = []): Uint8Array => {
  const packed = deflateSync(head, { level: 9, dictionary: DICTIONARY_V1 });
  const out = new ByteWriter();
  out.number(packed.length);
  out.bytes(packed);
  out.bytes(Uint8Array.from(rows));
  return out.finish();
};

export interface Head {
  readonly title?: string;
  readonly view?: readonly (readonly [string, string])[];
  /** Lines of the branches, one after the other. */
  readonly lines?: number | readonly number[];
  readonly shown?: number;
  readonly position?: number;
  readonly choice?: number;
  readonly words?: string;
  readonly templates?: string;
}
export const headOf = ({
  title = '',
  view = [],
  lines = 1,
  shown = 0,
  position = 0,
  choice = 0,
  words = '',
  templates = 'x',
}: Head): Uint8Array => {
  const out = new ByteWriter();
  out.text(title);
  out.number(view.length);
  for (const [field, value] of view) {
    out.text(field);
    out.number(0);
    out.text(value);
  }
  out.number(shown);
  out.number(position);
  const branches = typeof lines === 'number' ? [lines] : lines;
  out.number(branches.length);
  for (const [i, count] of branches.entries()) {
    out.text(i === 0 ? 'main' : `b${i}`);
    for (const n of [0, 0, count]) out.number(n);
  }
  out.number(choice);
  out.text(words);
  out.text(templates);
  return out.finish();
};

/** Rows of these templates as a writer codes them. */
export function rowBytes(
  templates: readonly string[],
  rows: Iterable<Row>,
  choice = 0,
): Uint8Array {
  const coder = new BitWriter();
  const shapes = templates.map((text) => new Template(text));
  const model = new RowModel(shapes, CHOICES[choice]!);
  for (const row of rows) model.code(coder, row);
  return coder.finish();
}

/** A link with these templates, words and rows. */
export const crafted = (
  templates: readonly string[],
  rows: readonly Row[],
  head: Head = {},
): string =>
  sealed(
    bodyOf(
      headOf({ lines: rows.length, ...head, templates: templates.join('\n') }),
      rowBytes(templates, rows, head.choice ?? 0),
    ),
  );
