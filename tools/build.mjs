/** npm run build: builds the page into dist/, which is exchanged when the new one is whole. */
import { build } from './lib/build.mjs';
import { ensurePackages } from './lib/install.mjs';
import { requireNode } from './lib/repo.mjs';

requireNode();
process.exitCode = (await ensurePackages()) && (await build()) ? 0 : 1;
