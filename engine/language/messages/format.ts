/**
 * Numbers as people read them, without Intl: the same in Node, in a worker and in every locale.
 * Both languages group by three with a comma, as the kernel's own world does.
 */

/** `131072` → `131,072`; negative and fractional numbers keep their sign and their fraction. */
export function grouped(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const text = String(Math.abs(value));
  if (text.includes('e')) return String(value);
  const [whole = '', fraction] = text.split('.');
  let out = '';
  for (let i = 0; i < whole.length; i++) {
    if (i > 0 && (whole.length - i) % 3 === 0) out += ',';
    out += whole[i];
  }
  return `${value < 0 ? '-' : ''}${out}${fraction === undefined ? '' : `.${fraction}`}`;
}

/** `0x26400`: lower case, as printk's `0x%lx`. */
export function hexadecimal(value: number): string {
  return value < 0 ? `-0x${(-value).toString(16)}` : `0x${value.toString(16)}`;
}

const UNITS = ['KiB', 'MiB', 'GiB', 'TiB'] as const;

/** Bytes in the largest unit that leaves at least 1: `1.5 MiB`, `97 KiB`, `1,000 bytes`. */
export function binaryBytes(bytes: number): string {
  const size = Math.abs(bytes);
  if (size < 1024) return `${grouped(bytes)} ${size === 1 ? 'byte' : 'bytes'}`;
  let value = bytes / 1024;
  let unit = 0;
  while (Math.abs(value) >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  // Two digits after the point, cut rather than rounded: 1023.999 KiB must not read as 1024 KiB.
  const cut = Math.trunc(value * 100) / 100;
  return `${grouped(cut)} ${UNITS[unit]}`;
}

/** Simulated milliseconds as seconds: `16 s`, `0.5 s`. */
export function seconds(ms: number): string {
  return `${grouped(ms / 1000)} s`;
}
