/**
 * Writes parts.json: every file that the page fetches after its first load, and for each file that an
 * `import()` names those it needs: what it imports statically and its style sheets. app/link/parts.ts
 * reads it. The worker is a build of its own; its chunks are collected and stand in the same list.
 */
import { basename } from 'node:path';

/** @typedef {{ imports: readonly string[], css: readonly string[], entry: boolean, dynamic: readonly string[] }} Chunk */
/** @typedef {Map<string, Chunk>} Chunks by file name */

/** @param {Chunks} chunks @param {string} from @returns {Set<string>} the file, what it imports, their style sheets */
function closure(chunks, from) {
  const found = /** @type {Set<string>} */ (new Set());
  const open = [from];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    const chunk = chunks.get(name);
    for (const css of chunk?.css ?? []) found.add(css);
    for (const next of chunk?.imports ?? []) open.push(next);
  }
  return found;
}

/**
 * @param {readonly Chunks[]} builds the page's and its workers'
 * @returns {{ files: string[], parts: Record<string, number[]> }}
 */
export function listParts(builds) {
  /** @type {string[]} */
  const files = [];
  /** @type {Record<string, number[]>} */
  const parts = {};
  /** @param {string} name */
  const indexOf = (name) => {
    const at = files.indexOf(name);
    return at < 0 ? files.push(name) - 1 : at;
  };
  for (const chunks of builds) {
    const first = new Set(
      [...chunks].filter(([, { entry }]) => entry).flatMap(([name]) => [...closure(chunks, name)]),
    );
    const wanted = new Set([...chunks.values()].flatMap(({ dynamic }) => dynamic));
    for (const name of [...wanted].sort())
      parts[basename(name)] = [...closure(chunks, name)]
        .filter((file) => !first.has(file))
        .map((file) => indexOf(basename(file)));
  }
  return { files, parts };
}

/**
 * The plugins of the page's build and of its workers'.
 * @returns {{ page: import('vite').Plugin, worker: () => import('vite').Plugin }}
 */
export function partsPlugins() {
  const builds = /** @type {Map<string, Chunks>} */ (new Map());
  /** @param {import('vite').Rolldown.OutputBundle} bundle */
  const collect = (bundle) => {
    const chunks = /** @type {Chunks} */ (new Map());
    for (const file of Object.values(bundle)) {
      if (file.type !== 'chunk') continue;
      chunks.set(file.fileName, {
        imports: file.imports,
        dynamic: file.dynamicImports,
        entry: file.isEntry,
        css: [...(file.viteMetadata?.importedCss ?? [])],
      });
    }
    builds.set([...chunks.keys()].join(), chunks);
  };
  return {
    page: {
      name: 'carveout:parts',
      apply: 'build',
      generateBundle: {
        order: 'post',
        handler(_, bundle) {
          collect(bundle);
          const source = JSON.stringify(listParts([...builds.values()]));
          this.emitFile({ type: 'asset', fileName: 'parts.json', source });
        },
      },
    },
    worker: () => ({
      name: 'carveout:parts-of-a-worker',
      apply: 'build',
      generateBundle: { order: 'post', handler: (_, bundle) => collect(bundle) },
    }),
  };
}
