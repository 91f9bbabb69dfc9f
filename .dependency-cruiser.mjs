/**
 * Who may import whom. Every rule is an allow-list: what is not named is forbidden.
 * tools/import-rules.test.ts shows that each rule fires, and on what it does not.
 */

import { D3, npm, only, TESTS } from './tools/lib/import-rule.mjs';

/** Run by Node only: tests, benchmarks and the command line. They may use what they need. */
const ENGINE_NODE = `${TESTS}|^engine/(test|bench|check|cli|fuzz)/|^engine/(replay/)?cli\\.ts$`;
/** Modules of the engine without behaviour: units, limits, and the protocol with each system's part of it. */
const CONTRACT = '^engine/contract/|^engine/systems/[^/]+/protocol\\.ts$';
/** What a system fills in, and what a board holds of it. */
const SYSTEM_CONTRACT = '^engine/systems/contract\\.ts$';
/** Every column there is. */
const COLUMN_LIST = '^engine/systems/columns\\.ts$';
/** Files of a system that the language reads. */
const TEXT = '[^/]+/words/';
/** The doors through which the page reaches the engine. */
const DOORS =
  '^engine/(((language|journal|scenarios)/)?index|planning|journal/time/(timeline|steps|samples))\\.ts$';

/** Types of the machine are part of the protocol; its code is not. */
const MACHINE = '^engine/machine/machine\\.ts$';

/** Rooms that nothing which answers a command knows. */
const ABOVE =
  '^engine/(journal|scenarios|replay|bench|check|cli|fuzz|test)/|^engine/(index|cli)\\.ts$';

/** What every system may use: the board it stands on, and what lies below. */
const UNDER_SYSTEMS = [SYSTEM_CONTRACT, '^engine/(board|memory|verdict|words)/', CONTRACT];

/**
 * A system whose real code calls others.
 * @param {string} name @param {string[]} calls
 */
const system = (name, calls) =>
  only(
    `engine-${name}`,
    `${name} may call ${calls.join(' and ')} and no other system, as the real code does.`,
    {
      from: `^engine/systems/${name}/`,
      except: ENGINE_NODE,
      to: [`^engine/systems/(${[name, ...calls].join('|')})/`, ...UNDER_SYSTEMS],
    },
  );

/** The folder of a plate: not one of those that speak of all. */
const PLATE = '^app/plates/(?!legend/|ribbon/|steps/)([^/]+)/';
/** What every room above the ground floor may use. */
const GROUND = ['page', 'words', 'parts', 'ui', 'link'];

/**
 * A room of the page. The engine's doors have a rule of their own.
 * @param {string} name
 * @param {string} comment
 * @param {readonly string[]} uses rooms below it
 * @param {readonly string[]} [packages]
 */
const room = (name, comment, uses, packages = []) =>
  only(`app-${name}`, comment, {
    from: `^app/${name}/`,
    to: [`^app/(${[name, ...uses].join('|')})/`, '^engine/', npm('svelte'), ...packages],
  });

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
    comment: 'Packing is an affair of engine/journal/link/inflate.ts.',
    severity: 'error',
    from: { path: '^engine/', pathNot: `^engine/journal/link/inflate\\.ts$|${ENGINE_NODE}` },
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
  only('engine-system', 'A system calls no other, unless a rule of its own says which.', {
    from: '^engine/systems/(?!(?:dma|msys|dma-pool)/)([^/]+)/',
    except: ENGINE_NODE,
    to: ['^engine/systems/$1/', ...UNDER_SYSTEMS],
  }),
  system('dma', ['cma']),
  system('msys', ['dma']),
  system('dma-pool', ['dma']),
  only('engine-columns', 'The list of columns is plain data, for machine and page alike.', {
    from: '^engine/systems/columns\\.ts$|^engine/systems/[^/]+/columns\\.ts$',
    to: ['^engine/systems/[^/]+/columns\\.ts$', CONTRACT],
  }),
  only(
    'engine-texts',
    'What a system says knows nothing of the models: the page prints without them.',
    {
      from: `^engine/systems/(${TEXT}|texts\\.ts$)`,
      to: [`^engine/systems/${TEXT}`, '^engine/words/', CONTRACT],
    },
  ),
  only('engine-words', 'What calls and words are written with is text.', {
    from: '^engine/words/',
    to: ['^engine/words/', CONTRACT],
  }),
  only('engine-systems', 'The list knows systems by their entries alone.', {
    from: '^engine/systems/(?!texts|columns)[^/]+\\.ts$',
    to: [
      '^engine/systems/[^/]+\\.ts$',
      '^engine/systems/[^/]+/entry\\.ts$',
      '^engine/(board|verdict)/',
      '^engine/saved/machine-state\\.ts$',
      CONTRACT,
    ],
  }),
  only(
    'engine-board',
    'A board knows the regions of CMA, and what it holds of systems by name only.',
    {
      from: '^engine/board/',
      except: ENGINE_NODE,
      to: ['^engine/(board|memory|systems/cma)/', COLUMN_LIST, CONTRACT],
    },
  ),
  {
    name: 'board-takes-models',
    comment: 'A board takes the model of CMA, not the calls that take a board.',
    severity: 'error',
    from: { path: '^engine/board/', pathNot: ENGINE_NODE },
    to: {
      path: '^engine/systems/cma/(entry|live|system|exec|mark|declare|tree|part|says|calls)\\.ts$',
    },
  },
  only('engine-machine', 'The machine numbers operations and asks the list: it names no system.', {
    from: '^engine/machine/',
    except: ENGINE_NODE,
    to: ['^engine/(machine|board|memory|verdict|saved)/', '^engine/systems/[^/]+\\.ts$', CONTRACT],
  }),
  only(
    'engine-saved',
    'Checkpoint, weight, state and digest loop over the systems they are given.',
    {
      from: '^engine/saved/',
      except: ENGINE_NODE,
      to: [
        '^engine/(saved|board|memory)/',
        '^engine/machine/(task|workload)\\.ts$',
        '^engine/systems/cma/model/region\\.ts$',
        SYSTEM_CONTRACT,
        CONTRACT,
      ],
    },
  ),
  only('engine-verdict', 'Shares are pure functions of a view and of counts.', {
    from: '^engine/verdict/',
    except: ENGINE_NODE,
    to: ['^engine/verdict/', CONTRACT],
  }),
  only('engine-scenarios', 'Experiments are text: the list of them runs nothing.', {
    from: '^engine/scenarios/',
    except: ENGINE_NODE,
    to: ['^engine/scenarios/'],
  }),
  {
    name: 'engine-downwards',
    comment: 'What answers commands lies below the language, the journal and the tools.',
    severity: 'error',
    from: {
      path: '^engine/(memory|board|systems|verdict|saved|machine)/',
      pathNot: ENGINE_NODE,
    },
    to: { path: `^engine/language/|${ABOVE}` },
  },
  only(
    'engine-language',
    'The language turns text into commands and outcomes into text; it runs nothing.',
    {
      from: '^engine/language/',
      except: ENGINE_NODE,
      to: [
        '^engine/(language|words)/',
        '^engine/systems/texts\\.ts$',
        '^engine/board/(boot|boards)\\.ts$',
        CONTRACT,
        npm('@lezer'),
      ],
    },
  ),
  only(
    'engine-journal',
    'Links, files and time speak to a machine and to the language by their doors.',
    {
      from: '^engine/journal/',
      except: ENGINE_NODE,
      to: [
        '^engine/(journal|verdict)/',
        '^engine/language/index\\.ts$',
        '^engine/machine/machine\\.ts$',
        '^engine/board/(boot|klog)\\.ts$',
        '^engine/memory/bytes/crc32\\.ts$',
        '^engine/scenarios/comments\\.ts$',
        CONTRACT,
        npm('fflate'),
      ],
    },
  ),
  only('engine-replay', 'Golden traces are played on the models themselves.', {
    from: '^engine/replay/',
    except: ENGINE_NODE,
    to: ['^engine/(replay|systems|memory)/', '^engine/board/recorder\\.ts$', CONTRACT],
  }),
  only('engine-check', 'A checked run needs machines, not the generators that feed it.', {
    from: '^engine/check/',
    to: ['^engine/(check|journal|language|machine|replay|test)/', '^engine/index\\.ts$', CONTRACT],
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
        COLUMN_LIST,
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
    to: { path: COLUMN_LIST },
  },
  only('app-link', 'link/ is all that knows of two threads: engine and comlink.', {
    from: '^app/link/',
    to: ['^app/link/', DOORS, CONTRACT, MACHINE, COLUMN_LIST, npm('comlink')],
  }),
  only('app-ui', 'ui/ are small widgets: Svelte and bits-ui only.', {
    from: '^app/ui/',
    to: ['^app/ui/', npm('svelte'), npm('bits-ui')],
  }),
  only('app-frame', 'frame/ reads columns: engine constants alone.', {
    from: '^app/frame/',
    to: ['^app/frame/', CONTRACT],
  }),
  only('app-render', 'render/ paints without Svelte and Comlink: engine constants and d3.', {
    from: '^app/render/',
    to: ['^app/(render|frame)/', CONTRACT, ...D3],
  }),
  room('page', 'The page itself: settings, keys, storage, layers. It knows no session.', ['link']),
  room('words', 'What is said, in the language of the reader.', ['page', 'link']),
  room('parts', 'Code that is fetched, and what stands in its place.', ['page', 'words', 'link']),
  room('typing', 'Completion, colours and help for whoever types the language.', ['words']),
  room('session', 'What was executed, and the turns of it.', ['typing', ...GROUND]),
  room('steps', 'Inside one operation, as data and words.', ['session', ...GROUND]),
  room(
    'plates',
    'Maps and all that belongs to them.',
    ['steps', 'session', 'frame', 'render', ...GROUND],
    D3,
  ),
  {
    name: 'no-plate-to-plate',
    comment: 'A plate never imports another plate; what they share is render, or plates/ itself.',
    severity: 'error',
    from: { path: PLATE, pathNot: TESTS },
    to: { path: '^app/plates/', pathNot: '^app/plates/($1/|[^/]+$)' },
  },
  {
    name: 'plates-by-their-list',
    comment: 'Whoever speaks of plates asks the list; first.ts has the one of the first paint.',
    severity: 'error',
    from: { path: '^app/', pathNot: [PLATE, '^app/plates/(index|first)\\.ts$', TESTS] },
    to: { path: PLATE },
  },
  room(
    'time',
    'Branches, positions, the bar and the operations.',
    ['steps', 'session', 'render', ...GROUND],
    D3,
  ),
  room(
    'keep',
    'What is opened and what is kept.',
    ['time', 'plates', 'session', ...GROUND],
    [npm('idb')],
  ),
  {
    name: 'idb-on-the-shelf',
    comment: 'IndexedDB is an affair of app/keep/shelf/shelf-idb.ts.',
    severity: 'error',
    from: { path: '^app/', pathNot: '^app/keep/shelf/shelf-idb\\.ts$' },
    to: { path: npm('idb') },
  },
  room('forms', 'A form for every command, and what is held.', [
    'keep',
    'plates',
    'typing',
    'session',
    ...GROUND,
  ]),
  room('console', 'Console and kernel log.', [
    'keep',
    'forms',
    'plates',
    'steps',
    'typing',
    'session',
    ...GROUND,
  ]),
  room(
    'editor',
    'The editor is CodeMirror on the language; it draws no maps.',
    ['typing', 'session', ...GROUND],
    [npm('@codemirror'), npm('@lezer')],
  ),
  room(
    'compare',
    'Two experiments side by side.',
    ['keep', 'time', 'plates', 'session', 'frame', 'render', ...GROUND],
    D3,
  ),
  {
    name: 'nobody-knows-the-shell',
    comment: 'The shell puts the rooms together; main.ts alone starts it.',
    severity: 'error',
    from: { path: '^app/', pathNot: `^app/(shell/|main\\.ts$)|${TESTS}` },
    to: { path: '^app/shell/' },
  },
  only('app-shell', 'The shell knows every room of the page, and of the engine its doors.', {
    from: '^app/shell/',
    to: ['^app/(?!main\\.ts)', '^engine/', npm('svelte'), ...D3],
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
    comment: 'Two modules that need each other, if only for a type, are one module.',
    severity: 'error',
    from: {},
    to: { circular: true },
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
