/**
 * npm start: serves the built page, after installing packages and building where that is needed.
 *
 *   --port N    first port to try (4173); the next free one is taken
 *   --host H    address to listen on (localhost); 0.0.0.0 lets other machines in, but browsers give
 *               an address without https no shared memory
 *   --strict    fail rather than take another port
 *   --no-build  serve dist/ as it is
 */
import { parseArgs } from 'node:util';
import { build, buildIsCurrent, serve } from './lib/build.mjs';
import { ensurePackages } from './lib/install.mjs';
import { requireNode } from './lib/repo.mjs';

/** @param {string} message @returns {never} */
function fail(message) {
  console.error(message);
  process.exit(1);
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: '4173' },
        host: { type: 'string', default: 'localhost' },
        strict: { type: 'boolean', default: false },
        'no-build': { type: 'boolean', default: false },
      },
    });
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('--port is no port');
    return { ...values, port };
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

requireNode();
const options = readOptions();
if (!(await ensurePackages())) fail('The packages could not be installed; see the lines above.');
if (!options['no-build'] && !buildIsCurrent()) {
  console.error('Building the page …');
  if (!(await build())) fail('The page could not be built; see the lines above.');
}

const { host, port, strict: strictPort } = options;
const server = await serve({ host, port, strictPort }).catch((/** @type {Error} */ error) =>
  fail(`The page could not be served: ${error.message}`),
);
console.log(`Carveout is at ${server.url}`);
console.log('Ctrl-C ends it.');

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    // Browsers keep connections open: the answer to Ctrl-C is not to wait for them.
    void server.close();
    process.exit(0);
  });
}
