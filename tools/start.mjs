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
import { build, buildIsCurrent, isBuilt, serve } from './lib/bundle/build.mjs';
import { ensurePackages, unwritable } from './lib/install.mjs';

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

const options = readOptions();

/** @returns {Promise<string | undefined>} what keeps this folder from being built; undefined: it is built */
async function buildPage() {
  if (!(await ensurePackages())) return 'the packages are not there';
  console.error('Building the page …');
  try {
    if (await build()) return undefined;
  } catch (error) {
    const why = unwritable(error);
    if (why !== undefined) return `nothing can be written here, ${why}`;
    throw error;
  }
  return fail('The page could not be built; see the lines above.');
}

// A page that is built already needs neither packages nor a folder that can be written to.
if (!options['no-build'] && !buildIsCurrent()) {
  const why = await buildPage();
  if (why !== undefined && !isBuilt()) fail(`The page cannot be built (${why}).`);
  if (why !== undefined) console.error(`Serving the page as it was built before (${why}).`);
}

const { host, port, strict: strictPort } = options;
const server = await serve({ host, port, strictPort }).catch((/** @type {Error} */ error) =>
  fail(isBuilt() ? `The page could not be served: ${error.message}` : 'There is no built page.'),
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
