/** Lines of help for a call whose parameters say the same as those of its neighbours. */
import type { Templates } from './area.ts';

type Docs<N extends string, P extends Templates> = Readonly<Record<`call.${N}`, string>> & {
  readonly [K in keyof P & string as `call.${N}.${K}`]: string;
};

/** `call.NAME` and `call.NAME.PARAM` for each of `params`. */
export function docs<const N extends string, const P extends Templates>(
  name: N,
  doc: string,
  params: P,
): Docs<N, P> {
  const lines = Object.entries(params).map(([param, text]) => [`call.${name}.${param}`, text]);
  return Object.fromEntries([[`call.${name}`, doc], ...lines]) as Docs<N, P>;
}
