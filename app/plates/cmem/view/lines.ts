/** What can be typed for a buffer that somebody holds: the verbs and their lines. */
import { processName } from '../draw/rows.ts';
import type { CmemRecord } from '../draw/rows.ts';
import { CMEM_VERBS, cmemLine, pointerOf } from '../cmem-commands.ts';
import type { CmemVerb, Pointer } from '../cmem-commands.ts';
import type { ScriptLine } from '../../../session/transcript/transcript.ts';

export interface VerbLine {
  readonly verb: CmemVerb;
  readonly line: string;
}

/** Name of the pointer to a buffer, if a line of this session gave it one. */
export const pointerTo = (
  script: readonly ScriptLine[],
  record: CmemRecord | undefined,
): Pointer | undefined =>
  record?.busy === true && record.op > 0 ? pointerOf(script, record.op) : undefined;

export const linesFor = (
  script: readonly ScriptLine[],
  record: CmemRecord | undefined,
): readonly VerbLine[] => {
  if (record?.busy !== true) return [];
  const { phys, asked: size } = record;
  const process = processName(record.owner);
  const heap = record.kind === 'heap';
  const target = { phys, size, heap, process, pointer: pointerTo(script, record) };
  return CMEM_VERBS.flatMap((verb) => {
    const line = cmemLine(verb, target, script);
    return line === undefined ? [] : [{ verb, line }];
  });
};
