/** Every system at once, for who need not save a byte: Node and tests. */
import * as checkpoint from './checkpoint.ts';
import * as cmem from './exec/cmem-door.ts';
import * as state from './state.ts';
import type { Systems } from './systems.ts';
import * as workload from './workload-task.ts';

export const ALL_SYSTEMS: Systems = { cmem, state, workload, checkpoint };
