/**
 * The house rules that a machine can check. Types are used where they find real mistakes; layout is
 * Prettier's business, and who may import whom is .dependency-cruiser.mjs'.
 * tools/house-rules.test.ts shows that each ban below fires.
 */
import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import ts from 'typescript-eslint';
import svelteConfig from './app/svelte.config.js';

/** Files of engine/ that may be impure: they run in Node only. */
const ENGINE_NODE = [
  'engine/**/*.test.ts',
  'engine/test/**',
  'engine/bench/**',
  'engine/check/**',
  'engine/fuzz/**',
  'engine/cli.ts',
  'engine/cli/**',
  'engine/replay/cli.ts',
];

/** Written by a program. */
const GENERATED = ['engine/language/grammar/parser.ts', 'engine/language/grammar/parser.terms.ts'];

/** What only a page, a worker or Node has: the engine runs in all three unchanged. */
const IMPURE_GLOBALS = [
  ['Date', 'there is no clock in the engine; uptime is simulated'],
  ['Intl', 'output must not depend on the machine'],
  ['performance', 'there is no clock in the engine'],
  ['console', 'the engine answers, it does not print'],
  ['process', 'the engine also runs in a browser'],
  ['Buffer', 'the engine also runs in a browser'],
  ['setTimeout', 'nothing in the engine waits'],
  ['setInterval', 'nothing in the engine waits'],
  ['queueMicrotask', 'nothing in the engine waits'],
  ['requestAnimationFrame', 'nothing in the engine waits'],
  ['crypto', 'the only randomness is memory/rng, seeded'],
  ['fetch', 'the engine reads nothing but its commands'],
  ['globalThis', 'a way round these bans'],
  ['window', 'the engine has no page'],
  ['self', 'the engine has no page'],
  ['document', 'the engine has no page'],
  ['navigator', 'the engine has no page'],
  ['location', 'the engine has no page'],
  ['localStorage', 'the engine has no page'],
].map(([name, message]) => ({ name, message }));

const NO_NULL = {
  selector: ':not(BinaryExpression[operator=/^[!=]==$/]) > Literal[raw="null"]',
  message: 'undefined, not null (a comparison with what the platform answers is fine).',
};
/** Nothing that a person typed or pasted may become markup. */
const NO_MARKUP = [
  {
    selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML|srcdoc)$/]',
    message: 'Text is never inserted as HTML.',
  },
  {
    selector: 'CallExpression[callee.property.name="html"]',
    message: "d3's .html() inserts HTML; use .text().",
  },
  {
    selector: 'SvelteDirective[kind="Binding"][key.name.name=/^(innerHTML|outerHTML)$/]',
    message: 'Text is never inserted as HTML.',
  },
];
const ENGINE_SYNTAX = [
  {
    selector: 'CallExpression[callee.property.name=/^(sort|toSorted)$/][arguments.length=0]',
    message: 'Say in which order: sort() without a comparator sorts as text.',
  },
  {
    selector: 'CallExpression[callee.property.name=/^(localeCompare|toLocale.*)$/]',
    message: 'Output must not depend on the machine.',
  },
];
const NO_FETCHING = {
  selector: 'ImportExpression',
  message: 'Code is fetched by engine/machine/systems.ts and by the entries of systems only.',
};
/** The page's own: a failed import() is final in some browsers, so app/link/parts.ts calls all of them. */
const NO_BARE_IMPORT = {
  selector:
    'ImportExpression:not(CallExpression[callee.name=/^(part|patiently|asked|withWords)$/] > ArrowFunctionExpression > *):not(Property > ArrowFunctionExpression > *):not(SvelteMustacheTag > ArrowFunctionExpression > *)',
  message: 'Code that may be missing: part(() => import(…)), or <Part of={() => import(…)}>.',
};
/** Neither may `apply` be a way round it: both put every element on the stack. */
const NO_SPREAD_CALLS = [
  {
    selector:
      'CallExpression[callee.property.name=/^(push|unshift|splice|concat|of|min|max|hypot|fromCharCode|fromCodePoint)$/] > SpreadElement',
    message:
      'A long list overflows the stack here: engine/contract/long-lists.ts has what does not.',
  },
  {
    selector:
      'CallExpression[callee.property.name="apply"][callee.object.property.name=/^(push|unshift|splice|concat|of|min|max|hypot|fromCharCode|fromCodePoint)$/]',
    message:
      'A long list overflows the stack here: engine/contract/long-lists.ts has what does not.',
  },
];
/** Objects of the page are made in app/shell and handed in. Collections and patterns are values. */
const MADE_IN_THE_SHELL = 'Export the class: app/shell makes the object and hands it in.';
const NO_MADE_EXPORTS = [
  {
    selector:
      'ExportNamedDeclaration > VariableDeclaration > VariableDeclarator > NewExpression:not([callee.name=/^(Set|Map|WeakMap|RegExp)$/])',
    message: MADE_IN_THE_SHELL,
  },
  {
    selector:
      'ExportNamedDeclaration > VariableDeclaration > VariableDeclarator > CallExpression[callee.name=/^(make|create)/]',
    message: MADE_IN_THE_SHELL,
  },
  {
    selector: 'ExportNamedDeclaration[source=null] > ExportSpecifier',
    message: 'A thing is exported where it is made, and imported from there.',
  },
  {
    selector:
      'Program > ExpressionStatement > AssignmentExpression > MemberExpression.left:not([object.name="self"])',
    message: 'Importing a module changes no other one: hand in what it needs.',
  },
];
const NO_DEFAULT_EXPORT = {
  selector: 'ExportDefaultDeclaration',
  message: 'Named exports, so that a thing has one name everywhere.',
};

export default defineConfig(
  {
    ignores: ['dist/', 'coverage/', '.cache/', 'test-results/', 'playwright-report/', ...GENERATED],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  ts.configs.recommendedTypeChecked,
  ts.configs.stylistic,
  svelte.configs.recommended,
  {
    languageOptions: {
      parserOptions: { projectService: true, extraFileExtensions: ['.svelte'] },
    },
    rules: {
      // The compiler knows the names of each project better.
      'no-undef': 'off',
      // Control characters are part of the grammar: they are what must not get through.
      'no-control-regex': 'off',

      // The house habits.
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'object-shorthand': 'error',
      'max-depth': ['error', 5],
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': [
        'error',
        NO_NULL,
        NO_DEFAULT_EXPORT,
        ...NO_MARKUP,
        ...NO_SPREAD_CALLS,
      ],
      'no-restricted-imports': ['error', { patterns: ['**/dist/**'] }],

      // Types that find mistakes.
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-deprecated': 'error',
      '@typescript-eslint/no-mixed-enums': 'error',
      '@typescript-eslint/return-await': 'error',
      '@typescript-eslint/use-unknown-in-catch-callback-variable': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all' },
      ],
      // A number in a text needs no ceremony.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // `type` says "one of", `interface` says "has": both are wanted.
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      // An index that was just bounded needs `!` under noUncheckedIndexedAccess.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // `() => {}` is how "do nothing" is written.
      '@typescript-eslint/no-empty-function': 'off',
    },
  },
  {
    // The lists of a test are as long as it makes them.
    files: ['**/*.test.ts', 'e2e/**', 'engine/test/**'],
    rules: { 'no-restricted-syntax': ['error', NO_NULL, NO_DEFAULT_EXPORT, ...NO_MARKUP] },
  },
  {
    files: ['**/*.ts', '**/*.js', '**/*.mjs'],
    ignores: ['**/*.test.ts', 'e2e/**', 'engine/bench/**', 'engine/test/**'],
    rules: {
      'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['engine/**/*.ts'],
    ignores: ENGINE_NODE,
    rules: {
      'no-restricted-globals': ['error', ...IMPURE_GLOBALS],
      'no-restricted-properties': [
        'error',
        {
          object: 'Math',
          property: 'random',
          message: 'The only randomness is memory/rng, seeded.',
        },
      ],
      'no-restricted-syntax': [
        'error',
        NO_NULL,
        NO_DEFAULT_EXPORT,
        ...NO_MARKUP,
        ...NO_SPREAD_CALLS,
        ...ENGINE_SYNTAX,
        NO_FETCHING,
      ],
    },
  },
  {
    files: ['engine/machine/systems.ts', 'engine/systems/*/entry.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        NO_NULL,
        NO_DEFAULT_EXPORT,
        ...NO_MARKUP,
        ...NO_SPREAD_CALLS,
        ...ENGINE_SYNTAX,
      ],
    },
  },
  {
    files: ['app/**/*.ts', 'app/**/*.svelte'],
    ignores: ['**/*.test.ts', 'app/**/test/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        NO_NULL,
        NO_DEFAULT_EXPORT,
        ...NO_MARKUP,
        ...NO_SPREAD_CALLS,
        ...NO_MADE_EXPORTS,
        NO_BARE_IMPORT,
      ],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      parserOptions: { projectService: true, parser: ts.parser, svelteConfig },
    },
    rules: {
      // The compiler's own warnings, accessibility among them, are errors.
      'svelte/valid-compile': ['error', { ignoreWarnings: false }],
      'svelte/button-has-type': 'error',
      'svelte/no-target-blank': 'error',
      'svelte/no-at-html-tags': 'error',
      'svelte/no-add-event-listener': 'off',
      // Ordinary collections for what is not reactive are wanted.
      'svelte/prefer-svelte-reactivity': 'off',
      // Script, markup and style stand in one file.
      'max-lines': ['error', { max: 500, skipBlankLines: true, skipComments: true }],
      'svelte/no-unused-class-name': 'off',
      // There are no stores.
      'svelte/require-store-reactive-access': 'off',
      // Types in markup are svelte-check's; these rules read `any` where a rune is at work.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      // `let { a, b = $bindable() } = $props()` is how Svelte writes it.
      'prefer-const': 'off',
      'svelte/prefer-const': 'error',
    },
  },
  {
    // Test runners take a default export.
    files: [
      '*.config.{js,ts,mjs}',
      '**/*.config.{js,ts}',
      '.dependency-cruiser.mjs',
      'tools/lib/*-reporter.mjs',
    ],
    rules: { 'no-restricted-syntax': ['error', NO_NULL, ...NO_MARKUP, ...NO_SPREAD_CALLS] },
  },
  {
    // What needs the types of TypeScript files is .oxlintrc.json's: a fifth of the time.
    files: ['**/*.ts', '**/*.js', '**/*.mjs', '**/*.cjs'],
    extends: [ts.configs.disableTypeChecked],
  },
  {
    files: ['**/*.cjs'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
);
