/** What a script says of programs that use CMEM: the process they are in, whether it has the device open. */
import type { ScriptLine } from './transcript/transcript.ts';

const PROC = /^\s*proc\s+(?:-n\s+)?(p[0-9]+)\s*$/;
const FIRST_PROCESS = 'p1';

/** The process that the last `proc` line entered. */
export const currentProcess = (script: readonly ScriptLine[]): string => {
  for (let i = script.length - 1; i >= 0; i -= 1) {
    const line = script[i]!;
    const process = line.comment ? undefined : PROC.exec(line.text)?.[1];
    if (process !== undefined) return process;
    // A board that boots begins with its first process.
    if (/^\s*board\b/.test(line.text)) break;
  }
  return FIRST_PROCESS;
};

/**
 * Whether the library of the current process has an open device, as far as the script says: `proc`
 * begins a process with CMEM_init(), the first process of a board has to call it itself.
 */
export const initialised = (script: readonly ScriptLine[]): boolean => {
  const open = new Map<string, boolean>();
  let now = FIRST_PROCESS;
  for (const { comment, text } of script) {
    if (comment) continue;
    const process = PROC.exec(text)?.[1];
    if (/^\s*board\b/.test(text)) {
      open.clear();
      now = FIRST_PROCESS;
    } else if (process !== undefined) {
      now = process;
      if (!open.has(now)) open.set(now, !/\s-n\s/.test(text));
    } else if (/^\s*CMEM_init\(/.test(text)) open.set(now, true);
    else if (/^\s*CMEM_exit\(/.test(text)) open.set(now, false);
    const killed = /^\s*kill\s+(?:-9\s+)?(p[0-9]+)/.exec(text)?.[1];
    if (killed !== undefined) open.delete(killed);
  }
  return open.get(now) ?? false;
};

/** The names that lines gave to what they allocated. */
export const namesGiven = (script: readonly ScriptLine[]): ReadonlySet<string> =>
  new Set(
    script.flatMap(({ comment, text }) => {
      const name = comment ? undefined : /^\s*([A-Za-z_]\w*)\s*=/.exec(text)?.[1];
      return name === undefined ? [] : [name];
    }),
  );
