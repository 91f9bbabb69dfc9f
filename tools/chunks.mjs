/** npm test -- chunks: what must hold of the files in dist/; ends with 1 and a line for each fault. */
import { distDir } from './lib/build.mjs';
import { entryImporters } from './lib/chunks.mjs';

const faults = entryImporters(distDir);
for (const fault of faults) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1;
