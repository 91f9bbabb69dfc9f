/** What `help` and `help NAME` print in the console: said by the page, in the reader's language. */
import { callGroups, findCall, parse } from '../../../engine/language/index.ts';
import { cardOf } from '../../typing/help-card.ts';
import { t } from '../../words/i18n.svelte.ts';
import type { ConsoleContent } from './transcript.ts';

const ASKED = /^\s*(?:help|man)(?:\s+([^\s()]+)(?:\(\))?)?\s*$/i;

const INTRODUCTION = ['help.find', 'help.type', 'help.first', 'help.calls'] as const;

const said = (say: () => string): ConsoleContent => ({ kind: 'page', say });

const overview = (): ConsoleContent[] => [
  ...INTRODUCTION.map((key) => said(() => t(key))),
  ...callGroups.map((group) => said(() => `  ${group.map(({ name }) => name).join('  ')}`)),
];

function about(name: string): ConsoleContent[] {
  const spec = findCall(name);
  if (!spec)
    // The language's own words for a name that it does not know.
    return parse(`${name}()`).errors.map(({ message }) => ({
      kind: 'error',
      at: undefined,
      message,
    }));
  const card = () => cardOf(spec);
  return [
    said(() => card().signature),
    said(() => `  ${card().about}`),
    ...spec.params.map((_, i) =>
      said(() => {
        const param = card().params[i]!;
        return `  ${param.name}: ${param.about}`;
      }),
    ),
  ];
}

/** The lines to print for a line that asks for help; undefined for any other line. */
export function helpFor(line: string): readonly ConsoleContent[] | undefined {
  const asked = ASKED.exec(line);
  if (!asked) return undefined;
  const [, name] = asked;
  return name === undefined ? overview() : about(name);
}
