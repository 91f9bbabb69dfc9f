/**
 * Files of the simulated tree that one writes to, with what they take: the shell's side of the
 * forms. A file that the booted board does not have is not offered.
 */
import type { Key } from '../words/i18n.svelte.ts';

export interface FileField {
  readonly name: string;
  readonly label: Key;
  readonly kind: 'name' | 'number';
  readonly example: string;
  readonly pattern: RegExp;
}
export interface FileWrite {
  readonly path: string;
  readonly about: Key;
  readonly fields: readonly FileField[];
}

const MSYS = '/sys/class/mstar/msys';
const name: FileField = {
  name: 'name',
  label: 'file.name',
  kind: 'name',
  example: 'new1k',
  pattern: /^[!-~]{1,14}$/,
};
const bytes: FileField = {
  name: 'bytes',
  label: 'file.bytes',
  kind: 'number',
  example: '1024',
  pattern: /^[0-9]{1,10}$/,
};
const digit: FileField = {
  name: 'switch',
  label: 'file.switch',
  kind: 'number',
  example: '1',
  pattern: /^[01]$/,
};
const count: FileField = {
  name: 'count',
  label: 'file.count',
  kind: 'number',
  example: '16',
  pattern: /^[0-9]{1,5}$/,
};

export const FILE_WRITES: readonly FileWrite[] = [
  { path: `${MSYS}/dmem_alloc`, about: 'file.dmem_alloc', fields: [name, bytes] },
  { path: `${MSYS}/release_dmem`, about: 'file.release_dmem', fields: [name] },
  { path: `${MSYS}/fixed_dmem`, about: 'file.fixed_dmem', fields: [name] },
  { path: `${MSYS}/unfix_dmem`, about: 'file.unfix_dmem', fields: [name] },
  { path: `${MSYS}/dmem_retry_count`, about: 'file.dmem_retry_count', fields: [count] },
  { path: `${MSYS}/dmem_realloc`, about: 'file.dmem_realloc', fields: [digit] },
];

/** The line that writes these values. */
export const writeLine = (file: FileWrite, values: readonly string[]): string =>
  `echo ${values.map((value) => value.trim()).join(' ')} > ${file.path}`;
