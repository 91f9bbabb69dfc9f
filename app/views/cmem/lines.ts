/** What can be typed for a buffer that somebody holds: the verbs and their lines. */
import type { CmemLayout } from '../../../engine/view.ts';
import { processName } from '../../render/cmem/rows.ts';
import type { CmemRecord } from '../../render/cmem/rows.ts';
import { CMEM_VERBS, cmemLine, handleOf } from '../../state/cmem-commands.ts';
import type { CmemVerb } from '../../state/cmem-commands.ts';
import type { ScriptLine } from '../../state/transcript.ts';

export interface VerbLine {
  readonly verb: CmemVerb;
  readonly line: string;
}

/** Name of the pointer to a buffer, if a line of this session gave it one. */
export const handleOfRecord = (
  script: readonly ScriptLine[],
  record: CmemRecord | undefined,
): string | undefined =>
  record?.busy === true && record.op > 0 ? handleOf(script, record.op) : undefined;

export const linesFor = (
  cmem: CmemLayout,
  script: readonly ScriptLine[],
  record: CmemRecord | undefined,
): readonly VerbLine[] => {
  if (record?.busy !== true) return [];
  const { phys, asked: size } = record;
  const process = processName(cmem, record.owner);
  const target = { phys, size, process, handle: handleOfRecord(script, record) };
  return CMEM_VERBS.flatMap((verb) => {
    const line = cmemLine(verb, target, script);
    return line === undefined ? [] : [{ verb, line }];
  });
};
