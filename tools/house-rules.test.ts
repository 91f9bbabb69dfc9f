import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { beforeAll, describe, expect, test } from 'vitest';
import { allSources, unusedMembers } from './lib/class-members.mjs';
import { binScript } from './lib/process.mjs';
import { inRepo, root } from './lib/repo.mjs';

/** Text put in the place of an existing file, and the rule that must object; undefined = allowed. */
type Case = readonly [file: string, text: string, rule: string | undefined];

const ENGINE = 'engine/contract/units.ts';
const APP = 'app/main.ts';
const COMPONENT = 'app/shell/App.svelte';

const CASES: readonly Case[] = [
  [ENGINE, 'export const now = Date.now();', 'no-restricted-globals'],
  [ENGINE, 'export const now = new Date();', 'no-restricted-globals'],
  [ENGINE, 'export const t = performance.now();', 'no-restricted-globals'],
  [ENGINE, 'console.log(1);', 'no-restricted-globals'],
  [ENGINE, 'export const p = process.argv;', 'no-restricted-globals'],
  [ENGINE, 'export const f = new Intl.NumberFormat();', 'no-restricted-globals'],
  [ENGINE, 'export const g = globalThis;', 'no-restricted-globals'],
  [ENGINE, 'export const d = document;', 'no-restricted-globals'],
  [ENGINE, 'export const r = Math.random();', 'no-restricted-properties'],
  [ENGINE, 'export const s = [2, 1].sort();', 'no-restricted-syntax'],
  [ENGINE, 'export const s = [2, 1].toSorted();', 'no-restricted-syntax'],
  [ENGINE, 'export const s = [2, 1].sort((a, b) => a - b);', undefined],
  [ENGINE, 'export const c = (1).toLocaleString();', 'no-restricted-syntax'],
  [ENGINE, "export const c = 'a'.localeCompare('b');", 'no-restricted-syntax'],
  [ENGINE, 'export const n = null;', 'no-restricted-syntax'],
  [ENGINE, 'export const n = (x: object | null): boolean => x === null;', undefined],
  [ENGINE, 'export default 1;', 'no-restricted-syntax'],
  [ENGINE, "export const m = import('./limits.ts');", 'no-restricted-syntax'],
  [ENGINE, 'export const e = 1 == (2 as number);', 'eqeqeq'],
  [
    ENGINE,
    'export const x = (): void => {\n' + '  void 0;\n'.repeat(90) + '};',
    'max-lines-per-function',
  ],
  [ENGINE, 'export const y = 1;\n'.repeat(401), 'max-lines'],
  [
    ENGINE,
    "import { MiB } from './units.ts';\nimport { Bytes } from './command.ts';\nexport const f = (b: Bytes): number => MiB + Number(b);",
    '@typescript-eslint/consistent-type-imports',
  ],
  [ENGINE, 'export const m = (x: number[]): number => Math.max(...x);', 'no-restricted-syntax'],
  [ENGINE, 'export const m = (x: number[]): number => Math.max(x[0]!, x[1]!);', undefined],
  [ENGINE, 'export const c = (x: number[]) => String.fromCharCode(...x);', 'no-restricted-syntax'],
  [APP, 'export const p = (a: 1[], b: 1[]): number => a.push(1, ...b);', 'no-restricted-syntax'],
  [APP, 'export const p = (x: number[]) => Math.max.apply(Math, x);', 'no-restricted-syntax'],
  [APP, 'export const p = (a: 1[], b: 1[]): 1[] => [...a, ...b];', undefined],
  [
    'engine/machine/systems.ts',
    'export const m = (x: number[]) => Math.min(...x);',
    'no-restricted-syntax',
  ],
  [APP, "void import('./start.ts');", 'no-restricted-syntax'],
  [APP, "export const f = () => import('./start.ts');", 'no-restricted-syntax'],
  [COMPONENT, "{#await import('./Part.svelte') then X}<p>{X}</p>{/await}", 'no-restricted-syntax'],
  [COMPONENT, '<p title={String(Math.max(...[1, 2]))}>x</p>', 'no-restricted-syntax'],
  [APP, 'export const now = Date.now();', undefined],
  [APP, 'class Ui {}\nexport const ui = new Ui();', 'no-restricted-syntax'],
  [APP, 'class Ui {}\nexport const ui: Ui = new Ui();', 'no-restricted-syntax'],
  [APP, 'class Ui {}\nexport let ui = new Ui();', 'no-restricted-syntax'],
  [APP, 'const makeUi = () => ({});\nexport const ui = makeUi();', 'no-restricted-syntax'],
  [APP, 'const createUi = () => ({});\nexport const ui = createUi();', 'no-restricted-syntax'],
  [APP, 'class Ui {}\nconst ui = new Ui();\nexport { ui };', 'no-restricted-syntax'],
  [APP, "import { t } from './words/i18n.svelte.ts';\nexport { t };", 'no-restricted-syntax'],
  [APP, "export const kinds: ReadonlySet<string> = new Set(['a']);", undefined],
  [APP, 'class Ui {}\nexport const makeUi = (): Ui => new Ui();', undefined],
  [APP, "document.title = 'x';", 'no-restricted-syntax'],
  [APP, "export const name = (): void => {\n  document.title = 'x';\n};", undefined],
  [APP, "document.body.innerHTML = 'x';", 'no-restricted-syntax'],
  [APP, "document.body.insertAdjacentHTML('beforeend', 'x');", 'no-restricted-syntax'],
  [APP, 'export const n = null;', 'no-restricted-syntax'],
  [
    COMPONENT,
    '<script lang="ts">Promise.resolve();</script>',
    '@typescript-eslint/no-floating-promises',
  ],
  [COMPONENT, '{@html "<b>x</b>"}', 'svelte/no-at-html-tags'],
  [COMPONENT, '<img src="x.png">', 'svelte/valid-compile'],
  [COMPONENT, '<div onclick={() => 1}>x</div>', 'svelte/valid-compile'],
  [COMPONENT, '<button>x</button>', 'svelte/button-has-type'],
  [COMPONENT, '<button type="button">x</button>', undefined],
];

describe('house rules', () => {
  const eslint = new ESLint({ cwd: root });
  const rulesOf = async (file: string, text: string): Promise<(string | null)[]> => {
    const [result] = await eslint.lintText(text, { filePath: inRepo(file) });
    return (result?.messages ?? []).map((message) => message.ruleId ?? message.message);
  };
  // The first call reads every project.
  beforeAll(() => rulesOf(ENGINE, ''), 120_000);

  test.each(CASES)('%s: %s', { timeout: 30_000 }, async (file, text, rule) => {
    const rules = await rulesOf(file, text);
    if (rule === undefined) expect(rules).toEqual([]);
    else expect(rules).toContain(rule);
  });

  test('a test in the engine may read the clock', { timeout: 30_000 }, async () => {
    const config = (await eslint.calculateConfigForFile(
      inRepo('engine/systems/cma/x.test.ts'),
    )) as {
      rules: Record<string, unknown>;
    };
    expect(config.rules['no-restricted-globals']).toBeUndefined();
  });
});

/** What a framework asks for by name needs no exception: it says `override`, or our code names it too. */
describe('members of classes', () => {
  const PLACE = 'engine/board/invented.ts';
  const found = (...files: readonly (readonly [file: string, text: string])[]): string[] =>
    unusedMembers(files.map(([file, text]) => ({ file, text })));
  const inClass = (member: string): string => `export class Made { ${member} }`;

  test('each is named somewhere', { timeout: 60_000 }, () => {
    expect(unusedMembers(allSources())).toEqual([]);
  });

  test.each([
    ['a method', inClass('nobodyAsks(): void {}'), true],
    ['a getter', inClass('get nobodyAsks(): number { return 1; }'), true],
    ['a field', inClass('readonly nobodyAsks = 1;'), true],
    ['a static method', inClass('static nobodyAsks(): void {}'), true],
    ['a parameter', inClass('constructor(readonly nobodyAsks: number) {}'), true],
    ['one that only a comment names', `// nobodyAsks\n${inClass('nobodyAsks(): void {}')}`, true],
    [
      'one that only a type names',
      `interface M { nobodyAsks(): void }\n${inClass('nobodyAsks(): void {}')}`,
      true,
    ],
    ['a private one', inClass('private nobodyAsks(): void {}'), false],
    ['what overrides', inClass('override nobodyAsks(): void {}'), false],
    ['a use', `${inClass('nobodyAsks(): void {}')}\nnew Made().nobodyAsks();`, false],
  ])('%s', (_, text, fires) => {
    expect(found([PLACE, text])).toEqual(fires ? [`${PLACE} Made.nobodyAsks`] : []);
  });

  const MADE = inClass('nobodyAsks(): void {}');
  const USE = 'new Made().nobodyAsks();';
  test.each([
    ['a component uses it', ['app/shell/Invented.svelte', `<p>{made.nobodyAsks()}</p>`], false],
    ['a test uses it', ['engine/board/invented.test.ts', USE], true],
  ] as const)('%s', (_, user, fires) => {
    expect(found([PLACE, MADE], user)).toHaveLength(fires ? 1 : 0);
  });
  test('a test uses what is its own', () => {
    expect(found(['engine/test/invented.ts', MADE], ['engine/board/a.test.ts', USE])).toEqual([]);
    expect(found(['engine/test/invented.ts', MADE])).toHaveLength(1);
  });
});

/** Text of a file of its own project, and the rule of .oxlintrc.json that must object; undefined = allowed. */
const TYPED: readonly (readonly [text: string, rule: string | undefined])[] = [
  ['Promise.resolve();', 'no-floating-promises'],
  ['void Promise.resolve();', undefined],
  [
    'const later = (): Promise<boolean> => Promise.resolve(true);\nif (later()) Date.now();',
    'no-misused-promises',
  ],
  [
    "export const f = (k: 'a' | 'b'): number => { switch (k) { case 'a': return 1; } return 0; };",
    'switch-exhaustiveness-check',
  ],
  ["export const x: number = JSON.parse('1');", 'no-unsafe-assignment'],
  ['/** @deprecated */\nconst old = 1;\nexport const x = old;', 'no-deprecated'],
  ['export const s = `${{}}`;', 'restrict-template-expressions'],
];

describe('house rules that need types', () => {
  let reported: readonly string[];
  beforeAll(() => {
    const folder = mkdtempSync(join(tmpdir(), 'carveout-typed-'));
    const compilerOptions = { strict: true, target: 'ES2023', module: 'ESNext', types: [] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
    TYPED.forEach(([text], i) =>
      writeFileSync(join(folder, `case${i}.ts`), `${text}\nexport {};\n`),
    );
    const args = [binScript('oxlint'), '-c', inRepo('.oxlintrc.json'), '--format=unix', folder];
    const { stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    reported = stdout.split('\n');
  }, 120_000);

  test.each(TYPED.map((one, i) => [i, ...one] as const))('%i: %s', (i, _, rule) => {
    const here = reported.filter((line) => line.includes(`case${i}.ts`));
    if (rule === undefined) expect(here).toEqual([]);
    else expect(here.join('\n')).toContain(rule);
  });
});
