/** npm test -- chunks: what must hold of the files in dist/; ends with 1 and a line for each fault. */
import { distDir } from './lib/bundle/build.mjs';
import { entryImporters, unlistedImports } from './lib/bundle/chunks.mjs';

const faults = [...entryImporters(distDir), ...unlistedImports(distDir)];
for (const fault of faults) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1;
