/**
 * What a call or a shell command is: its name, its parameters, how arguments become a Command and
 * how a Command becomes arguments again. The table of these (calls/) is the only place that knows
 * them: binding, formatting, completion, help and the page's forms all read it.
 */
import type { Command, Message } from '../contract/command.ts';
import type { ReadResult, UnitName } from './number.ts';

/** `name(…)`, or words as a shell takes them. */
export type Form = 'call' | 'shell';

/** One argument as it stands in the source, quotes and escapes resolved. */
export interface Raw {
  readonly text: string;
  /** A C string, a bare C value, or a shell word: there quotes never change what it is. */
  readonly as: 'string' | 'bare' | 'word';
  /** Items of `[a, b]`. */
  readonly items?: readonly Raw[];
  /** Name in front of the `=`. */
  readonly key?: { readonly text: string; readonly from: number; readonly to: number };
  readonly from: number;
  readonly to: number;
}

/** What a form or a completion goes by. */
export type KindName =
  | 'number'
  | 'text'
  | 'oneOf'
  | 'flag'
  | 'switch'
  | 'bool'
  | 'path'
  | 'target'
  | 'process'
  | 'device'
  | 'pages'
  | 'errnoAtPage';

/** A type of argument: reads and writes values of T. */
export interface Kind<T> {
  /** What sort of argument it is, for forms and completion. */
  readonly name: KindName;
  /** What a number counts; undefined where it is no number. */
  readonly unit?: UnitName;
  /** Bounds of a number, both allowed. */
  readonly least?: number;
  readonly most?: number;
  /** Everything that may be written, where that is a short list. */
  readonly values?: readonly string[];
  /** The value, or the problem with the text. */
  read(raw: Raw): ReadResult<T>;
  /** Text that reads as the value again. */
  write(value: T, form: Form): string;
}

/**
 * Where an argument stands in canonical text: by its place, after `name=`, as a bare constant
 * (`GFP_ATOMIC`), as a switch (`-l`), or after `>`.
 */
export type Place = 'position' | 'key' | 'flag' | 'switch' | 'redirect';

/** A parameter in the definition of a call. */
export interface Param<T, Given extends boolean> {
  readonly kind: Kind<T>;
  readonly place: Place;
  /** Whether `build` always gets a value: the argument is required or has a default. */
  readonly given: Given;
  readonly fallback?: T;
  readonly aliases?: readonly string[];
}
type AnyParam = Param<unknown, boolean>;
/** Parameters by name, in the order of positions. */
export type Params = Readonly<Record<string, AnyParam>>;

/** The arguments that `build` receives for these parameters. */
export type ArgsOf<P extends Params> = {
  readonly [K in keyof P]: P[K] extends Param<infer T, infer G>
    ? G extends true
      ? T
      : T | undefined
    : never;
};

interface Options {
  readonly place?: Place;
  readonly aliases?: readonly string[];
}
/** The call cannot do without it. */
export const required = <T>(kind: Kind<T>, options: Options = {}): Param<T, true> => ({
  kind,
  place: 'position',
  given: true,
  ...options,
});
/** Left out, `build` gets undefined. */
export const optional = <T>(kind: Kind<T>, options: Options = {}): Param<T, false> => ({
  kind,
  place: 'position',
  given: false,
  ...options,
});
/** Left out, `build` gets the fallback. */
export const withDefault = <T>(
  kind: Kind<T>,
  fallback: NoInfer<T>,
  options: Options = {},
): Param<T, true> => ({ kind, place: 'position', given: true, fallback, ...options });

/** A parameter as binding, completion, help and forms see it. */
export interface ParamSpec {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly place: Place;
  readonly kind: Kind<unknown>;
  readonly optional: boolean;
  /** The default as it would be written. */
  readonly default: string | undefined;
  readonly fallback: unknown;
  /** The id of a message. */
  readonly doc: string;
}

/** What `build` makes: a command, or a problem, with a parameter, with a place, or with all of it. */
export type Built<C> =
  | { readonly value: C }
  | { readonly problem: Message; readonly param?: string; readonly at?: Raw['key'] | Raw };
/** Words or options beyond the parameters (`echo`, `board`), and the name to give to the result. */
export interface Extra {
  readonly rest: readonly Raw[];
  readonly into: string | undefined;
}
/** A command as arguments again. */
export interface Unbuilt<A> {
  readonly args: A;
  /** Already quoted. */
  readonly rest?: readonly string[];
  readonly into?: string | undefined;
}

/** An entry of the table, its types erased. */
export interface CallSpec {
  /** Also the `kind` of the command it builds. */
  readonly name: string;
  /** The first is the canonical one. */
  readonly forms: readonly [Form, ...Form[]];
  /** Whether `name = …` may stand in front of it. */
  readonly named: boolean;
  /** What may follow the parameters: any words, or `KEY=VALUE`. */
  readonly rest: 'words' | 'options' | undefined;
  /** Names of the `KEY=VALUE` words that may stand there. */
  readonly keys: readonly string[];
  readonly params: readonly ParamSpec[];
  /** The id of a message. */
  readonly doc: string;
  /** From arguments by name to the command, or a problem. */
  readonly build: (args: Readonly<Record<string, unknown>>, extra: Extra) => Built<Command>;
  /** From a command of this kind to the arguments. */
  readonly unbuild: (command: Command) => Unbuilt<Readonly<Record<string, unknown>>>;
}

type KindOf = Command['kind'];
type CommandOf<K extends KindOf, C = Command> = C extends { readonly kind: infer X }
  ? K extends X
    ? C
    : never
  : never;

interface Definition<K extends KindOf, P extends Params> {
  readonly name: K;
  readonly forms: readonly [Form, ...Form[]];
  readonly named?: boolean;
  readonly rest?: 'words' | 'options';
  readonly keys?: readonly string[];
  readonly params: P;
  readonly build: (args: ArgsOf<P>, extra: Extra) => Built<Command>;
  readonly unbuild: (
    command: CommandOf<K>,
  ) => Unbuilt<{ readonly [A in keyof P]?: ArgsOf<P>[A] | undefined }>;
}

/**
 * One entry of the table, checked here and erased to CallSpec. Its documentation is by convention
 * the messages `call.NAME` and `call.NAME.PARAM`; complete.test.ts finds a missing one.
 */
export function define<K extends KindOf, const P extends Params>(spec: Definition<K, P>): CallSpec {
  const params = Object.entries<AnyParam>(spec.params).map(([name, param]): ParamSpec => {
    const { kind } = param;
    const fallback: unknown = param.fallback;
    const form = spec.forms[0];
    return {
      name,
      aliases: param.aliases ?? [],
      place: param.place,
      kind,
      optional: !param.given || fallback !== undefined,
      default: fallback === undefined ? undefined : kind.write(fallback, form),
      fallback,
      doc: `call.${spec.name}.${name}`,
    };
  });
  return {
    name: spec.name,
    forms: spec.forms,
    named: spec.named ?? false,
    rest: spec.rest,
    keys: spec.keys ?? [],
    params,
    doc: `call.${spec.name}`,
    build: spec.build as CallSpec['build'],
    unbuild: spec.unbuild as unknown as CallSpec['unbuild'],
  };
}

type Defined<T> = {
  readonly [K in keyof T as undefined extends T[K] ? never : K]: T[K];
} & {
  readonly [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** Without the properties that are undefined: an optional field is absent, never undefined. */
export function defined<T extends object>(from: T): Defined<T> {
  return Object.fromEntries(
    Object.entries(from).filter(([, value]) => value !== undefined),
  ) as Defined<T>;
}

/** A parameter in a signature. */
const paramText = (param: ParamSpec, form: Form): string => {
  const upper = param.name.toUpperCase();
  switch (param.place) {
    case 'position':
      return form === 'call' ? param.name : upper;
    case 'key':
      return `${param.name}=${param.default ?? '…'}`;
    case 'flag':
      return param.kind.values?.join('|') ?? param.name;
    case 'switch':
      return `-${param.name}`;
    case 'redirect':
      return `> ${upper}`;
  }
};

/** One line that shows how it is written: `cma_alloc(count[, align=0])`, `pin TARGET [COUNT]`. */
export function signature(spec: CallSpec, form: Form = spec.forms[0]): string {
  const inOrder = spec.params.filter((param) => param.place !== 'redirect');
  const after = spec.params.filter((param) => param.place === 'redirect');
  if (form === 'shell') {
    const rest = spec.rest === 'words' ? ['WORDS…'] : spec.rest ? ['[OPTION=VALUE…]'] : [];
    const word = (param: ParamSpec): string => {
      const text = paramText(param, form);
      return param.optional ? `[${text}]` : text;
    };
    return [spec.name, ...inOrder.map(word), ...rest, ...after.map(word)].join(' ');
  }
  let text = '';
  for (const param of inOrder) {
    const one = `${text === '' ? '' : ', '}${paramText(param, form)}`;
    text += param.optional ? `[${one}]` : one;
  }
  return `${spec.name}(${text})`;
}
