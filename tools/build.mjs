/** npm run build: builds the page into dist/, which is exchanged when the new one is whole. */
import { build } from './lib/bundle/build.mjs';
import { ensurePackages } from './lib/install.mjs';

process.exitCode = (await ensurePackages()) && (await build()) ? 0 : 1;
