import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import config from '../.dependency-cruiser.mjs';
import { cacheDir, inRepo } from './lib/repo.mjs';

/** `from -> to` (`type` = only types), and the rules that must forbid it; none means allowed. */
const EDGES: readonly [string, ...string[]][] = [
  ['engine/machine.ts -> engine/cma/a.ts'],
  ['engine/language/a.ts -> @lezer/lr'],
  ['engine/memory/digest.ts -> @noble/hashes/sha2.js'],
  ['engine/cma/a.test.ts -> node:fs'],
  ['engine/cli.ts -> node:fs'],
  ['engine/bench/run.ts -> fast-check'],
  ['engine/fuzz/a.ts -> fast-check'],
  ['engine/fuzz/b.ts -> engine/test/a.ts'],
  ['engine/cli/a.ts -> engine/check/a.ts'],
  ['engine/check/b.ts -> engine/machine.ts'],
  ['engine/check/c.ts -> engine/fuzz/a.ts', 'engine-check'],
  ['engine/machine3.ts -> engine/check/a.ts', 'not-to-tests'],
  ['engine/cma/a.ts -> node:fs', 'engine-is-pure', 'engine-cma'],
  ['engine/cma/b.ts -> d3', 'engine-is-pure'],
  ['engine/cma/c.ts -> @lezer/lr', 'lezer-in-language'],
  ['engine/memory/a.ts -> @noble/hashes/sha2.js', 'hashes-in-digest'],
  ['engine/journal/inflate.ts -> fflate'],
  ['engine/journal/a.ts -> fflate', 'fflate-in-journal'],
  ['engine/journal/b.ts -> engine/language/index.ts'],
  ['engine/machine2.ts -> app/state/a.ts', 'engine-is-pure'],

  ['engine/cma/d.ts -> engine/memory/a.ts'],
  ['engine/cma/e.ts -> engine/units.ts'],
  ['engine/dma/a.ts -> engine/cma/a.ts'],
  ['engine/msys/a.ts -> engine/dma/a.ts'],
  ['engine/msys/b.ts -> engine/cma/a.ts'],
  ['engine/dma-pool/a.ts -> engine/dma/a.ts'],
  ['engine/cma/f.ts -> engine/dma/a.ts', 'engine-cma'],
  ['engine/cma/g.ts -> engine/msys/a.ts', 'engine-cma'],
  ['engine/dma/b.ts -> engine/msys/a.ts', 'engine-dma'],
  ['engine/dma/c.ts -> engine/dma-pool/a.ts', 'engine-dma'],
  ['engine/dma-pool/b.ts -> engine/cma/a.ts', 'engine-dma-pool'],
  ['engine/msys/c.ts -> engine/cmem/a.ts', 'engine-msys'],
  ['engine/cmem/b.ts -> engine/cma/a.ts', 'engine-cmem'],
  ['engine/memory/b.ts -> engine/cma/a.ts', 'engine-memory'],
  ['engine/metrics/a.ts -> engine/view.ts'],
  ['engine/metrics/b.ts -> engine/cma/a.ts', 'engine-metrics'],
  ['engine/scenarios/a.ts -> engine/scenarios/b.ts'],
  ['engine/scenarios/c.ts -> engine/machine.ts', 'engine-scenarios'],
  ['engine/fs/a.ts -> engine/cma/a.ts'],
  ['engine/fs/b.ts -> engine/area.ts'],
  ['engine/fs/c.ts -> engine/exec/a.ts', 'engine-fs'],
  ['engine/exec/b.ts -> engine/board.ts'],
  ['engine/exec/c.ts -> engine/fs/a.ts'],
  ['engine/exec/d.ts -> engine/machine.ts', 'engine-exec'],
  ['engine/cma/k.ts -> engine/board.ts', 'engine-downwards'],
  ['engine/units2.ts -> engine/units.ts'],
  ['engine/command.ts -> engine/memory/a.ts', 'engine-contract'],
  ['engine/cma/h.ts -> engine/machine.ts', 'engine-downwards'],
  ['engine/cma/i.ts -> engine/language/a.ts', 'engine-cma', 'engine-downwards'],
  ['engine/language/b.ts -> engine/machine.ts', 'language-is-text'],
  ['engine/language/c.ts -> engine/cma/a.ts', 'language-is-text'],
  ['engine/index.ts -> engine/test/a.ts', 'not-to-tests'],
  ['app/state/b.ts -> engine/cli.ts', 'not-to-tests', 'engine-by-its-doors'],

  ['app/main.ts -> engine/index.ts'],
  ['app/main2.ts -> engine/language/index.ts'],
  ['app/mainB.ts -> engine/journal/index.ts'],
  ['app/mainD.ts -> engine/journal/timeline.ts'],
  ['app/mainC.ts -> engine/journal/a.ts', 'engine-by-its-doors'],
  ['app/main3.ts -> engine/limits.ts'],
  ['app/main4.ts -> engine/machine.ts', 'machine-by-its-types'],
  ['app/mainA.ts -> engine/columns.ts', 'columns-in-link'],
  ['app/main5.ts -> engine/language/a.ts', 'engine-by-its-doors'],

  ['app/link/a.ts -> engine/index.ts'],
  ['app/link/b.ts -> comlink'],
  ['app/link/e.ts -> engine/columns.ts'],
  ['app/link/f.ts -> type engine/machine.ts'],
  ['app/link/g.ts -> engine/machine.ts', 'machine-by-its-types'],
  ['app/link/h.ts -> engine/blocks.ts', 'app-link', 'engine-by-its-doors'],
  ['app/link/c.ts -> svelte', 'app-link'],
  ['app/link/d.ts -> app/state/a.ts', 'app-link'],
  ['app/render/a.ts -> engine/view.ts'],
  ['app/render/b.ts -> d3'],
  ['app/render/c.ts -> engine/index.ts', 'app-render'],
  ['app/render/d.ts -> comlink', 'app-render'],
  ['app/render/e.ts -> svelte', 'app-render'],
  ['app/render/f.ts -> app/state/a.ts', 'app-render'],
  ['app/state/c.ts -> app/link/a.ts'],
  ['app/state/d.ts -> svelte/reactivity'],
  ['app/state/e.ts -> d3', 'app-state'],
  ['app/state/f.ts -> app/render/a.ts', 'app-state'],
  ['app/state/g.ts -> app/views/map/a.ts', 'app-state'],
  ['app/state/i.ts -> idb', 'app-state', 'idb-on-the-shelf'],
  ['app/state/shelf-idb.ts -> idb'],
  ['app/views/map/idb.ts -> idb', 'app-views', 'idb-on-the-shelf'],
  ['app/views/map/b.ts -> app/state/a.ts'],
  ['app/views/map/c.ts -> app/render/a.ts'],
  ['app/views/map/d.ts -> app/ui/a.ts'],
  ['app/views/map/e.ts -> d3'],
  ['app/views/map/f.ts -> app/views/map/a.ts'],
  ['app/views/map/G.svelte -> app/views/map/H.svelte'],
  ['app/views/map/g.ts -> app/views/table/a.ts', 'no-view-to-view'],
  ['app/views/map/I.svelte -> app/views/table/J.svelte', 'no-view-to-view'],
  ['app/views/editor/a.ts -> @codemirror/view'],
  ['app/views/editor/b.ts -> app/state/a.ts'],
  ['app/views/editor/c.ts -> d3', 'app-editor'],
  ['app/views/editor/d.ts -> app/views/map/a.ts', 'app-editor', 'no-view-to-view'],
  ['app/views/map/k.ts -> @codemirror/view', 'app-views'],
  ['app/views/map/h.ts -> app/link/a.ts', 'app-views'],
  ['app/views/map/i.ts -> comlink', 'app-views'],
  ['app/views/map/j.ts -> engine/index.ts', 'app-views'],
  ['app/ui/b.ts -> svelte'],
  ['app/ui/c.ts -> bits-ui'],
  ['app/ui/d.ts -> d3', 'app-ui'],
  ['app/ui/e.ts -> app/state/a.ts', 'app-ui'],

  ['app/state/h.ts -> tools/a.ts', 'app-state', 'page-stands-alone'],
  ['app/main6.ts -> node:fs', 'no-node-in-the-page'],
  ['app/main7.ts -> vite', 'no-development-packages'],
  // A circle is reported once.
  ['app/main8.ts -> app/circle.ts'],
  ['app/circle.ts -> app/main8.ts', 'no-circles'],
  ['app/half.ts -> type app/other-half.ts'],
  ['app/other-half.ts -> app/half.ts'],
  ['app/main9.ts -> app/nowhere.ts', 'no-missing'],
];
const MISSING = 'app/nowhere.ts';

const bare = (to: string): string => to.replace(/^type /, '');
const places = EDGES.map(([edge]) => edge.split(' -> ') as [string, string]);

/** `import './x'` from one place of the tree to another, or of a package. */
function importOf(from: string, to: string): string {
  if (to.startsWith('type '))
    return importOf(from, bare(to)).replace('import', 'import type { A } from');
  if (!/^(engine|app|tools)\//.test(to)) return `import '${to}';`;
  return `import '${'../'.repeat(from.split('/').length - 1) || './'}${to}';`;
}

function writeTree(dir: string): string[] {
  const bodies = new Map<string, string>();
  for (const to of places.map(([, target]) => bare(target)))
    if (/^(engine|app|tools)\//.test(to)) bodies.set(to, '');
  for (const [from, to] of places) bodies.set(from, importOf(from, to));
  bodies.delete(MISSING);
  for (const [path, body] of bodies) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    const text = path.endsWith('.svelte') ? `<script lang="ts">${body}</script>\n` : `${body}\n`;
    writeFileSync(join(dir, path), text);
  }
  return [...bodies.keys()];
}

describe('import rules', () => {
  let dir = '';
  const broken = new Map<string, Set<string>>();

  beforeAll(async () => {
    mkdirSync(cacheDir, { recursive: true });
    dir = mkdtempSync(join(cacheDir, 'import-rules-'));
    // The packages of the fixture are those of the repository: declared alike, found upwards.
    copyFileSync(inRepo('package.json'), join(dir, 'package.json'));
    const files = writeTree(dir);
    const { options } = config;
    const result = await cruise(files, {
      ...options,
      baseDir: dir,
      validate: true,
      ruleSet: { forbidden: config.forbidden },
    } as never);
    for (const { from, to, rule } of (result.output as ICruiseResult).summary.violations) {
      const edge = places.find(
        ([f, t]) =>
          f === from && (bare(t) === to || to.endsWith('/nowhere.ts') || isPackage(t, to)),
      );
      const key = edge?.join(' -> ') ?? `${from} -> ${to}`;
      broken.set(key, (broken.get(key) ?? new Set()).add(rule.name));
    }
  }, 60_000);
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  test.each(EDGES)('%s', (edge, ...rules) => {
    expect([...(broken.get(edge) ?? [])].sort()).toEqual([...rules].sort());
  });

  test('every rule is shown to fire', () => {
    const shown = new Set(EDGES.flatMap(([, ...rules]) => rules));
    const unshown = config.forbidden.map((rule) => rule.name).filter((name) => !shown.has(name));
    expect(unshown).toEqual([]);
  });
});

const isPackage = (name: string, resolved: string): boolean =>
  name.replace(/^node:/, '') === resolved ||
  resolved.includes(`node_modules/${name}`) ||
  resolved === name;
