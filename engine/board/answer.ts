/** The few shapes of answers that every command uses. */
import {
  ERRNO,
  type Errno,
  type Message,
  type Refusal,
  type Result,
  type Value,
} from '../contract/command.ts';

type Args = Readonly<Record<string, string | number>>;

/** The result of a call that succeeded with this value. */
export const done = (value: Value): Result => ({ ok: true, value });
/** The result of a call that succeeded and returns nothing. */
export const nothing: Result = done({ is: 'none' });
/** The result of a command that prints this text. */
export const text = (value: string): Result => done({ is: 'text', text: value });
/** The result of a call that returns this number. */
export const number = (value: number): Result => done({ is: 'number', value });

/** `hexdump -C` without its characters: an address, then up to 16 bytes. */
export function hexLines(at: number, bytes: Uint8Array): string {
  let out = '';
  for (let i = 0; i < bytes.length; i += 16) {
    const row = [...bytes.subarray(i, i + 16)].map((byte) => byte.toString(16).padStart(2, '0'));
    out += `${(at + i).toString(16).padStart(8, '0')}  ${row.join(' ')}\n`;
  }
  return out;
}

/** `id` names the sentence, `args` its facts; no errno: Carveout declines. */
export const refusal = (errno: Errno | undefined, id: string, args?: Args): Refusal => ({
  errno,
  why: args ? { id, args } : { id },
});
/** The result of a call that was refused like this. */
export const refused = (errno: Errno | undefined, id: string, args?: Args): Result => ({
  ok: false,
  refusal: refusal(errno, id, args),
});
/** Carveout itself declines: there is no errno because the real code was not asked. */
export const declined = (why: Message): Result => ({
  ok: false,
  refusal: { errno: undefined, why },
});

/** The errno name of a negative return code. */
export function errnoName(ret: number): Errno {
  const found = (Object.keys(ERRNO) as Errno[]).find((name) => ERRNO[name] === -ret);
  if (!found) throw new Error(`no errno ${ret}`);
  return found;
}
