/**
 * Who may import whom. Every rule is an allow-list: what is not named is forbidden.
 * tools/import-rules.test.ts shows that each rule fires, and on what it does not.
 */

/** Run by Node only: tests, benchmarks and the command line. They may use what they need. */
const TESTS = '\\.test\\.ts$|^app/.*/test/';
const ENGINE_NODE = `${TESTS}|^engine/(test|bench|check|cli|fuzz)/|^engine/(replay/)?cli\\.ts$`;
/** Root modules of the engine without behaviour: units, limits and the protocol. */
const CONTRACT =
  '^engine/(units|limits|command(-cmem|-dma|-dma-pool)?|view|profile|long-lists)\\.ts$';
/** The doors through which the page reaches the engine. */
const DOORS =
  '^engine/(((language|journal|scenarios)/)?index|planning|journal/(timeline|steps|samples))\\.ts$';

/** Types of the machine are part of the protocol; its code is not. */
const MACHINE = '^engine/machine\\.ts$';

/** @param {string} name */
const npm = (name) => `(^|/)node_modules/${name}/`;

/** The package, its types, and the packages that it re-exports. */
const D3 = ['(^|/)node_modules/d3/', '(^|/)node_modules/d3-', '(^|/)node_modules/@types/d3'];

/**
 * @param {string} name
 * @param {string} comment
 * @param {{ from: string, except?: string, to: string[] }} edge `to` lists all that is allowed
 */
const only = (name, comment, { from, except = TESTS, to }) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: except },
  to: { pathNot: to, couldNotResolve: false },
});

/** A system folder may use what lies below it, itself, and the systems its real code calls. @param {string} name @param {string[]} calls */
const system = (name, calls) =>
  only(
    `engine-${name}`,
    `${name} may call ${calls.join(' and ') || 'no other system'}, as the real code does.`,
    {
      from: `^engine/${name}/`,
      except: ENGINE_NODE,
      to: [
        `^engine/(${[name, ...calls, 'fs', 'memory'].join('|')})/`,
        '^engine/[^/]+\\.ts$',
        '(^|/)node_modules/',
      ],
    },
  );

const forbidden = [
  only(
    'engine-is-pure',
    'The engine imports only itself, so that worker, Node and tests run it unchanged.',
    {
      from: '^engine/',
      except: ENGINE_NODE,
      to: ['^engine/', npm('@lezer'), npm('@noble/hashes'), npm('fflate')],
    },
  ),
  {
    name: 'lezer-in-language',
    comment: 'The parser is an affair of engine/language.',
    severity: 'error',
    from: { path: '^engine/', pathNot: '^engine/language/' },
    to: { path: npm('@lezer') },
  },
  {
    name: 'hashes-in-digest',
    comment: 'sha256 is an affair of engine/memory/digest.ts.',
    severity: 'error',
    from: { path: '^engine/', pathNot: '^engine/memory/digest\\.(test\\.)?ts$' },
    to: { path: npm('@noble/hashes') },
  },
  {
    name: 'fflate-in-journal',
    comment: 'Packing is an affair of engine/journal/inflate.ts.',
    severity: 'error',
    from: { path: '^engine/', pathNot: `^engine/journal/inflate\\.ts$|${ENGINE_NODE}` },
    to: { path: npm('fflate') },
  },
  only('engine-contract', 'The protocol knows no behaviour.', {
    from: CONTRACT,
    to: [CONTRACT],
  }),
  only('engine-memory', 'memory/ lies below every system.', {
    from: '^engine/memory/',
    except: ENGINE_NODE,
    to: ['^engine/memory/', CONTRACT, npm('@noble/hashes')],
  }),
  system('cma', []),
  system('dma', ['cma']),
  system('msys', ['dma', 'cma']),
  system('dma-pool', ['dma']),
  system('cmem', []),
  only('engine-metrics', 'Shares are pure functions of a view and of counts.', {
    from: '^engine/metrics/',
    except: ENGINE_NODE,
    to: ['^engine/metrics/', CONTRACT],
  }),
  only('engine-scenarios', 'Experiments are text: the list of them runs nothing.', {
    from: '^engine/scenarios/',
    except: ENGINE_NODE,
    to: ['^engine/scenarios/'],
  }),
  only('engine-fs', 'Files show the models; who makes and runs boards stands above.', {
    from: '^engine/fs/',
    except: ENGINE_NODE,
    to: ['^engine/(fs|cma|msys|cmem|memory)/', '^engine/(area|klog|recorder)\\.ts$', CONTRACT],
  }),
  only(
    'engine-exec',
    'A command goes down to the models, never up to the machine or across to text.',
    {
      from: '^engine/exec/',
      except: ENGINE_NODE,
      to: [
        '^engine/(exec|cma|msys|cmem|dma-pool|dma|fs|memory|metrics)/',
        '^engine/(area|board|boards|columns|handles|long-lists|recorder)\\.ts$',
        CONTRACT,
      ],
    },
  ),
  {
    name: 'engine-downwards',
    comment:
      'Systems, memory, files and metrics lie below board and machine, the language and the journal.',
    severity: 'error',
    from: {
      path: '^engine/(memory|fs|cma|msys|cmem|dma-pool|dma|metrics)/',
      pathNot: ENGINE_NODE,
    },
    to: {
      path: '^engine/(language|journal|scenarios|replay|bench|check|cli|fuzz|test)/|^engine/(machine|board|index|cli)\\.ts$',
    },
  },
  {
    name: 'language-is-text',
    comment: 'The language turns text into commands and outcomes into text; it runs nothing.',
    severity: 'error',
    from: { path: '^engine/language/', pathNot: ENGINE_NODE },
    to: {
      path: '^engine/(cma|msys|cmem|dma-pool|dma|journal|replay|bench|check|cli|fuzz|test)/|^engine/(machine|index|cli)\\.ts$',
    },
  },
  only('engine-check', 'A checked run needs machines, not the generators that feed it.', {
    from: '^engine/check/',
    to: ['^engine/(check|journal|language|test)/', '^engine/[^/]+\\.ts$'],
  }),
  {
    name: 'not-to-tests',
    comment: 'Nothing that ships imports tests, benchmarks or the command line.',
    severity: 'error',
    from: { path: '^(app|engine)/', pathNot: ENGINE_NODE },
    to: { path: ENGINE_NODE },
  },
  {
    name: 'engine-by-its-doors',
    comment:
      'The page reaches the engine through its doors, or for units, limits and the protocol.',
    severity: 'error',
    from: { path: '^app/', pathNot: TESTS },
    to: {
      path: '^engine/',
      pathNot: [
        DOORS,
        CONTRACT,
        MACHINE,
        '^engine/columns\\.ts$',
        '^engine/scenarios/(index\\.ts|.*\\.carveout)$',
      ],
    },
  },
  {
    name: 'machine-by-its-types',
    comment: 'The page may name the types of the machine; to run one it takes engine/index.ts.',
    severity: 'error',
    from: { path: '^app/', pathNot: TESTS },
    to: { path: MACHINE, dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'columns-in-link',
    comment: 'The sizes of the columns are needed by who copies them: link/.',
    severity: 'error',
    from: { path: '^app/', pathNot: `^app/link/|${TESTS}` },
    to: { path: '^engine/columns\\.ts$' },
  },
  only('app-link', 'link/ is all that knows of two threads: engine and comlink.', {
    from: '^app/link/',
    to: ['^app/link/', DOORS, CONTRACT, MACHINE, '^engine/columns\\.ts$', npm('comlink')],
  }),
  only('app-render', 'render/ paints without Svelte and Comlink: engine constants and d3.', {
    from: '^app/render/',
    to: ['^app/render/', CONTRACT, ...D3],
  }),
  only('app-state', 'state/ uses the engine, link/ and Svelte.', {
    from: '^app/state/',
    except: `^app/state/shelf-idb\\.ts$|${TESTS}`,
    to: ['^app/(state|link)/', '^engine/', npm('svelte')],
  }),
  {
    name: 'idb-on-the-shelf',
    comment: 'IndexedDB is an affair of app/state/shelf-idb.ts.',
    severity: 'error',
    from: { path: '^app/', pathNot: '^app/state/shelf-idb\\.ts$' },
    to: { path: npm('idb') },
  },
  only('app-views', 'A view uses state, render, ui and d3, and the list of actions.', {
    from: '^app/views/(?!editor/)',
    to: ['^app/(views|state|render|ui)/', '^app/actions\\.', CONTRACT, npm('svelte'), ...D3],
  }),
  only('app-editor', 'The editor is CodeMirror on the language; it draws no maps.', {
    from: '^app/views/editor/',
    to: [
      '^app/views/editor/',
      '^app/(state|ui)/',
      CONTRACT,
      npm('svelte'),
      npm('@codemirror'),
      npm('@lezer'),
    ],
  }),
  {
    name: 'no-view-to-view',
    comment: 'A view never imports another view; what they share is state or ui.',
    severity: 'error',
    from: { path: '^app/views/([^/]+)/' },
    to: { path: '^app/views/', pathNot: '^app/views/$1/' },
  },
  only('app-ui', 'ui/ are small widgets: Svelte and bits-ui only.', {
    from: '^app/ui/',
    to: ['^app/ui/', npm('svelte'), npm('bits-ui')],
  }),
  {
    name: 'page-stands-alone',
    comment: 'What ships imports neither tools nor end-to-end tests, nor Node.',
    severity: 'error',
    from: { path: '^(app|engine)/', pathNot: ENGINE_NODE },
    to: { path: '^(tools|e2e)/' },
  },
  {
    name: 'no-node-in-the-page',
    comment: 'There is no Node in a browser.',
    severity: 'error',
    from: { path: '^app/', pathNot: `${TESTS}|\\.config\\.js$` },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'no-development-packages',
    comment: 'What ships is a dependency, not a development dependency.',
    severity: 'error',
    from: { path: '^(app|engine)/', pathNot: `${ENGINE_NODE}|\\.config\\.js$|\\.d\\.ts$` },
    to: {
      dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
      dependencyTypesNot: ['type-only'],
    },
  },
  {
    name: 'no-circles',
    comment:
      'Two modules that need each other are one module; naming each other’s types is not needing.',
    severity: 'error',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'no-missing',
    comment: 'The import leads nowhere.',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
];

export default {
  forbidden,
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    preserveSymlinks: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'browser', 'import', 'types', 'default'],
      mainFields: ['module', 'main', 'types'],
      extensions: ['.ts', '.svelte', '.mjs', '.js', '.json'],
    },
  },
};
