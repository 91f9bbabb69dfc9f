/** Every system at once, for who need not save a byte: Node and tests. */
import * as checkpoint from './checkpoint.ts';
import * as cmem from './exec/cmem-door.ts';
import * as expect from './exec/expect.ts';
import * as dmaPool from './exec/dma-pool-door.ts';
import * as shell from './exec/shell-door.ts';
import * as state from './state.ts';
import type { Systems } from './systems.ts';
import * as workload from './workload-task.ts';

export const ALL_SYSTEMS: Systems = { cmem, dmaPool, state, workload, checkpoint, expect, shell };
