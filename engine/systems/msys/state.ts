/** msys in the state of a machine. */
import type { Board } from '../../board/board.ts';
import { fromByteString } from '../../memory/bytes/cstring.ts';

/** What a state shows of the driver: texts are decoded, addresses and lengths are bytes. */
export interface DmemState {
  /** Head first. */
  readonly kept: readonly {
    readonly name: string;
    readonly length: number;
    readonly phys: number;
    readonly kvirt: number;
    readonly born: number;
  }[];
  readonly fixed: readonly string[];
  /** Whether entries of fixed names are spared by a release. */
  readonly fixedEnabled: boolean;
  /** Whether a request of another length replaces an entry. */
  readonly reallocEnabled: boolean;
  /** Tries after the first one, a second apart. */
  readonly retryCount: number;
}

/** Undefined: the board has no msys. */
export function dmemState(board: Board): DmemState | undefined {
  const dmem = board.parts.msys;
  if (!dmem) return undefined;
  const kept = [...dmem.kept.newestFirst()].map(({ name, length, phys, kvirt, born }) => ({
    name: fromByteString(name),
    length,
    phys,
    kvirt,
    born,
  }));
  const { fixedEnabled, reallocEnabled, retryCount } = dmem;
  const fixed = dmem.fixed.map(fromByteString);
  return { kept, fixed, fixedEnabled, reallocEnabled, retryCount };
}
