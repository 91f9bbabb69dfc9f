/** Arguments that are text already → one line, each in its place. Formatting and forms share it. */
import type { CallSpec, ParamSpec } from './spec.ts';

export interface Written {
  /** An argument's text without its name; undefined where it is left out. */
  readonly textOf: (param: ParamSpec) => string | undefined;
  /** Words or options beyond the parameters, as they stand in the line. */
  readonly rest: readonly string[];
  readonly into: string | undefined;
}

/** A positional argument after one that was left out needs its name. */
function inOrder(spec: CallSpec, textOf: Written['textOf']): readonly string[] {
  const texts: string[] = [];
  let gap = false;
  for (const param of spec.params) {
    if (param.place === 'redirect') continue;
    const text = textOf(param);
    if (text === undefined) gap ||= param.place === 'position';
    else if (param.place === 'switch') texts.push(`-${param.name}`);
    else if (param.place === 'key' || (param.place === 'position' && gap))
      texts.push(`${param.name}=${text}`);
    else {
      // A word that looks like a switch stands after `--`.
      const free = spec.forms[0] === 'call' || spec.rest === 'words';
      if (!free && /^-(?:-|[A-Za-z]+)$/.test(text)) texts.push('--');
      texts.push(text);
    }
  }
  return texts;
}

/** In the call's canonical form. */
export function writeLine(spec: CallSpec, { textOf, rest, into }: Written): string {
  const texts = inOrder(spec, textOf);
  if (spec.forms[0] === 'call') {
    const assigned = into === undefined ? '' : `${into} = `;
    return `${assigned}${spec.name}(${texts.join(', ')})`;
  }
  const redirect = spec.params.find((param) => param.place === 'redirect');
  const path = redirect && textOf(redirect);
  const after = path === undefined ? [] : ['>', path];
  return [spec.name, ...texts, ...rest, ...after].join(' ');
}
