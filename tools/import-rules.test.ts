import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import config from '../.dependency-cruiser.mjs';
import { cacheDir, inRepo } from './lib/repo.mjs';

/** `from -> to` (`type` = only types), and the rules that must forbid it; none means allowed. */
const EDGES: readonly [string, ...string[]][] = [
  ['engine/language/a.ts -> @lezer/lr'],
  ['engine/memory/digest.ts -> @noble/hashes/sha2.js'],
  ['engine/systems/cma/a.test.ts -> node:fs'],
  ['engine/cli.ts -> node:fs'],
  ['engine/bench/run.ts -> fast-check'],
  ['engine/fuzz/a.ts -> fast-check'],
  ['engine/fuzz/b.ts -> engine/test/a.ts'],
  ['engine/cli/a.ts -> engine/check/a.ts'],
  ['engine/check/b.ts -> engine/machine/machine.ts'],
  ['engine/check/c.ts -> engine/fuzz/a.ts', 'engine-check'],
  ['engine/journal/d.ts -> engine/check/a.ts', 'engine-journal', 'not-to-tests'],
  ['engine/systems/cma/a.ts -> node:fs', 'engine-is-pure', 'engine-system'],
  ['engine/systems/cma/b.ts -> d3', 'engine-is-pure', 'engine-system'],
  ['engine/systems/cma/c.ts -> @lezer/lr', 'engine-system', 'lezer-in-language'],
  ['engine/memory/a.ts -> @noble/hashes/sha2.js', 'hashes-in-digest'],
  ['engine/journal/link/inflate.ts -> fflate'],
  ['engine/journal/a.ts -> fflate', 'fflate-in-journal'],
  ['engine/journal/b.ts -> engine/language/index.ts'],
  ['engine/journal/c.ts -> app/session/a.ts', 'engine-is-pure', 'engine-journal'],

  ['engine/systems/cma/d.ts -> engine/memory/a.ts'],
  ['engine/systems/cma/e.ts -> engine/contract/units.ts'],
  ['engine/systems/cma/j.ts -> engine/board/board.ts'],
  ['engine/systems/dma/a.ts -> engine/systems/cma/a.ts'],
  ['engine/systems/msys/a.ts -> engine/systems/dma/a.ts'],
  ['engine/systems/dma-pool/a.ts -> engine/systems/dma/a.ts'],
  ['engine/systems/cmem/a.ts -> engine/systems/contract.ts'],
  ['engine/systems/cma/f.ts -> engine/systems/dma/a.ts', 'engine-system'],
  ['engine/systems/cma/g.ts -> engine/systems/msys/a.ts', 'engine-system'],
  ['engine/systems/cma/k.ts -> engine/saved/a.ts', 'engine-system'],
  ['engine/systems/dma/b.ts -> engine/systems/msys/a.ts', 'engine-dma'],
  ['engine/systems/dma/c.ts -> engine/systems/dma-pool/a.ts', 'engine-dma'],
  ['engine/systems/dma-pool/b.ts -> engine/systems/cma/a.ts', 'engine-dma-pool'],
  ['engine/systems/msys/c.ts -> engine/systems/cmem/a.ts', 'engine-msys'],
  ['engine/systems/cmem/b.ts -> engine/systems/cma/a.ts', 'engine-system'],
  ['engine/systems/index.ts -> engine/systems/cma/entry.ts'],
  ['engine/systems/loaded.ts -> engine/board/board.ts'],
  ['engine/systems/other.ts -> engine/systems/cma/system.ts', 'engine-systems'],
  ['engine/board/a.ts -> engine/systems/cma/model/region.ts'],
  ['engine/board/b.ts -> engine/systems/cmem/a.ts', 'engine-board'],
  ['engine/board/c.ts -> engine/systems/cma/exec.ts', 'board-takes-models'],
  ['engine/board/d.ts -> engine/machine/a.ts', 'engine-board'],
  ['engine/machine/a.ts -> engine/systems/index.ts'],
  ['engine/machine/b.ts -> engine/systems/cma/a.ts', 'engine-machine'],
  ['engine/machine/machine.ts -> engine/board/board.ts'],
  ['engine/saved/a.ts -> engine/systems/contract.ts'],
  ['engine/saved/b.ts -> engine/systems/cmem/a.ts', 'engine-saved'],
  ['engine/memory/b.ts -> engine/systems/cma/a.ts', 'engine-memory'],
  ['engine/verdict/a.ts -> engine/contract/view.ts'],
  ['engine/verdict/b.ts -> engine/systems/cma/a.ts', 'engine-verdict'],
  ['engine/scenarios/a.ts -> engine/scenarios/b.ts'],
  ['engine/scenarios/c.ts -> engine/machine/machine.ts', 'engine-scenarios'],
  ['engine/units2.ts -> engine/contract/units.ts'],
  ['engine/contract/command.ts -> engine/memory/a.ts', 'engine-contract'],
  ['engine/systems/cma/protocol.ts -> engine/contract/units.ts'],
  ['engine/systems/dma/protocol.ts -> engine/board/a.ts', 'engine-contract'],
  ['engine/systems/cma/h.ts -> engine/machine/machine.ts', 'engine-system'],
  ['engine/systems/cma/i.ts -> engine/language/a.ts', 'engine-system', 'engine-downwards'],
  ['engine/language/b.ts -> engine/machine/machine.ts', 'engine-language'],
  ['engine/language/c.ts -> engine/systems/cma/a.ts', 'engine-language'],
  ['engine/language/e.ts -> engine/systems/texts.ts'],
  ['engine/systems/columns.ts -> engine/systems/cma/columns.ts'],
  ['engine/systems/cmem/columns.ts -> engine/systems/cmem/rows.ts', 'engine-columns'],
  ['engine/board/e.ts -> engine/systems/columns.ts'],
  ['engine/words/a.ts -> engine/contract/limits.ts'],
  ['engine/words/b.ts -> engine/language/a.ts', 'engine-words'],
  ['engine/systems/cma/words/says.ts -> engine/words/a.ts'],
  ['engine/systems/dma/words/says.ts -> engine/systems/dma/a.ts', 'engine-texts'],
  ['engine/systems/texts.ts -> engine/systems/msys/words/says.ts'],
  ['engine/journal/e.ts -> engine/verdict/a.ts'],
  ['engine/journal/f.ts -> engine/saved/a.ts', 'engine-journal'],
  ['engine/replay/a.ts -> engine/systems/cma/a.ts'],
  ['engine/replay/b.ts -> engine/machine/machine.ts', 'engine-replay'],
  ['engine/language/d.ts -> engine/systems/dma/protocol.ts'],
  ['engine/index.ts -> engine/test/a.ts', 'not-to-tests'],
  ['app/session/b.ts -> engine/cli.ts', 'not-to-tests', 'engine-by-its-doors'],

  ['app/main.ts -> engine/index.ts'],
  ['app/main2.ts -> engine/language/index.ts'],
  ['app/mainB.ts -> engine/journal/index.ts'],
  ['app/mainD.ts -> engine/journal/time/timeline.ts'],
  ['app/mainC.ts -> engine/journal/a.ts', 'engine-by-its-doors'],
  ['app/main3.ts -> engine/contract/limits.ts'],
  ['app/main4.ts -> engine/machine/machine.ts', 'machine-by-its-types'],
  ['app/mainA.ts -> engine/systems/columns.ts', 'columns-in-link'],
  ['app/main5.ts -> engine/language/a.ts', 'engine-by-its-doors'],

  ['app/link/a.ts -> engine/index.ts'],
  ['app/link/b.ts -> comlink'],
  ['app/link/e.ts -> engine/systems/columns.ts'],
  ['app/link/f.ts -> type engine/machine/machine.ts'],
  ['app/link/g.ts -> engine/machine/machine.ts', 'machine-by-its-types'],
  ['app/link/h.ts -> engine/board/blocks.ts', 'app-link', 'engine-by-its-doors'],
  ['app/link/c.ts -> svelte', 'app-link'],
  ['app/link/d.ts -> app/session/a.ts', 'app-link'],

  ['app/render/a.ts -> engine/contract/view.ts'],
  ['app/render/b.ts -> d3'],
  ['app/render/b2.ts -> app/frame/a.ts'],
  ['app/render/c.ts -> engine/index.ts', 'app-render'],
  ['app/render/d.ts -> comlink', 'app-render'],
  ['app/render/e.ts -> svelte', 'app-render'],
  ['app/render/f.ts -> app/session/a.ts', 'app-render'],
  ['app/frame/b.ts -> engine/contract/view.ts'],
  ['app/frame/c.ts -> app/link/a.ts', 'app-frame'],
  ['app/ui/b.ts -> svelte'],
  ['app/ui/c.ts -> bits-ui'],
  ['app/ui/d.ts -> d3', 'app-ui'],
  ['app/ui/e.ts -> app/page/a.ts', 'app-ui'],

  ['app/page/b.ts -> app/link/a.ts'],
  ['app/page/c.ts -> app/session/a.ts', 'app-page'],
  ['app/words/b.ts -> app/page/a.ts'],
  ['app/words/c.ts -> app/session/a.ts', 'app-words'],
  ['app/parts/b.ts -> app/words/a.ts'],
  ['app/parts/b.ts -> app/page/a.ts'],
  ['app/parts/c.ts -> app/typing/a.ts', 'app-parts'],
  ['app/typing/b.ts -> app/words/a.ts'],
  ['app/typing/c.ts -> app/session/a.ts', 'app-typing'],
  ['app/session/e.ts -> app/typing/a.ts'],
  ['app/session/c.ts -> app/time/a.ts', 'app-session'],
  ['app/session/d.ts -> d3', 'app-session'],
  ['app/steps/b.ts -> app/session/a.ts'],
  ['app/steps/c.ts -> app/plates/cma/a.ts', 'app-steps', 'plates-by-their-list'],
  ['app/plates/cma/b.ts -> app/render/a.ts'],
  ['app/plates/cma/c.ts -> d3'],
  ['app/plates/cma/d.ts -> app/time/a.ts', 'app-plates'],
  ['app/plates/cma/e.ts -> app/plates/cmem/a.ts', 'no-plate-to-plate'],
  ['app/plates/cma/f.ts -> app/plates/legend/a.ts', 'no-plate-to-plate'],
  ['app/plates/cma/h.ts -> app/plates/a.ts'],
  ['app/plates/cma/G.svelte -> app/plates/cma/view/H.svelte'],
  ['app/plates/legend/b.ts -> app/plates/cmem/a.ts', 'plates-by-their-list'],
  ['app/plates/legend/c.ts -> app/plates/ribbon/a.ts'],
  ['app/plates/legend/d.ts -> app/plates/index.ts'],
  ['app/plates/index.ts -> app/plates/cmem/plate.ts'],
  ['app/plates/first.ts -> app/plates/cma/view/H.svelte'],
  ['app/plates/on-page.ts -> app/plates/cma/a.ts', 'plates-by-their-list'],
  ['app/plates/new/a.ts -> app/plates/new/b.ts'],
  ['app/plates/new/c.ts -> app/plates/cma/a.ts', 'no-plate-to-plate'],
  ['app/shell/d.ts -> app/plates/index.ts'],
  ['app/shell/e.ts -> app/plates/new/a.ts', 'plates-by-their-list'],
  ['app/shell/f.test.ts -> app/plates/new/a.ts'],
  ['app/forms/d.ts -> app/plates/cma/a.ts', 'plates-by-their-list'],
  ['app/time/b.ts -> app/session/a.ts'],
  ['app/time/c.ts -> app/keep/a.ts', 'app-time'],
  ['app/forms/b.ts -> app/keep/a.ts'],
  ['app/forms/c.ts -> app/console/a.ts', 'app-forms'],
  ['app/console/b.ts -> app/forms/a.ts'],
  ['app/console/c.ts -> app/editor/a.ts', 'app-console'],
  ['app/editor/b.ts -> @codemirror/view'],
  ['app/editor/c.ts -> d3', 'app-editor'],
  ['app/editor/d.ts -> app/plates/a.ts', 'app-editor'],
  ['app/console/d.ts -> @codemirror/view', 'app-console'],
  ['app/keep/b.ts -> app/time/a.ts'],
  ['app/keep/c.ts -> app/forms/a.ts', 'app-keep'],
  ['app/keep/shelf/shelf-idb.ts -> idb'],
  ['app/keep/d.ts -> idb', 'idb-on-the-shelf'],
  ['app/compare/b.ts -> app/keep/a.ts'],
  ['app/compare/c.ts -> app/editor/a.ts', 'app-compare'],
  ['app/shell/b.ts -> app/compare/a.ts'],
  ['app/shell/c.ts -> comlink', 'app-shell'],
  ['app/main0.ts -> app/session/a.ts'],
  ['app/compare/d.ts -> app/shell/a.ts', 'app-compare', 'nobody-knows-the-shell'],

  ['app/page/d.ts -> tools/a.ts', 'app-page', 'page-stands-alone'],
  ['app/main6.ts -> node:fs', 'no-node-in-the-page'],
  ['app/main7.ts -> vite', 'no-development-packages'],
  // A circle is reported once.
  ['app/main8.ts -> app/circle.ts'],
  ['app/circle.ts -> app/main8.ts', 'no-circles'],
  ['app/half.ts -> type app/other-half.ts', 'no-circles'],
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
