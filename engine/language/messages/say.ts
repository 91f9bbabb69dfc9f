/** From a message to a sentence in the reader's language. Never throws: it also says error messages. */
import type { Message } from '../../contract/command.ts';
import { CATALOGUES, type Lang, type MessageId } from './catalogue.ts';
import { binaryBytes, grouped, hexadecimal, seconds } from './format.ts';

export type { Lang, MessageId } from './catalogue.ts';

type Args = Readonly<Record<string, string | number>>;

/** A message inside a message goes this deep; deeper, its id stands for it. */
const MAX_DEPTH = 4;

/** A list as prose: `a, b or c`. */
const joined = (items: readonly string[], lang: Lang): string => {
  if (items.length < 2) return items.join('');
  const [comma, or] = lang === 'en' ? [', ', ' or '] : ['、', ' 或 '];
  return items.slice(0, -1).join(comma) + or + (items.at(-1) ?? '');
};

function sayId(id: string, args: Args, lang: Lang, depth: number): string {
  const templates = CATALOGUES[lang];
  const template = Object.hasOwn(templates, id) ? templates[id] : undefined;
  return template === undefined || depth > MAX_DEPTH ? id : fill(template, args, lang, depth);
}

/** A lone mark such as `)` would drown in the sentence's own punctuation. */
const quotedMark = (item: string): string => (/^[^\w\s]$/.test(item) ? `“${item}”` : item);

function formatted(value: string | number, format: string, args: Args, lang: Lang, depth: number) {
  const number = Number(value);
  const [kind = '', rest = ''] = splitOnce(format, ':');
  switch (kind) {
    case '':
      return String(value);
    case 'int':
      return grouped(number);
    case 'hex':
      return hexadecimal(number);
    case 'bytes':
      return binaryBytes(number);
    case 'seconds':
      return seconds(number);
    case 'plural': {
      const [one = '', many = ''] = rest.split('|');
      return `${grouped(number)} ${number === 1 ? one : many}`;
    }
    case 'say':
      return sayId(String(value), args, lang, depth + 1);
    case 'or': {
      const items = String(value).split('\n');
      return joined(
        items.map((item) => quotedMark(sayId(item, args, lang, depth + 1))),
        lang,
      );
    }
    default:
      return String(value);
  }
}

const splitOnce = (text: string, mark: string): readonly [string, string] => {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + mark.length)];
};

/** Put the arguments into a template; a placeholder without its argument stays as it is. */
export function fill(template: string, args: Args, lang: Lang, depth = 0): string {
  return template.replace(/\{([^{}]*)\}/g, (whole, inner: string) => {
    const [name, format] = splitOnce(inner, ':');
    const value = Object.hasOwn(args, name) ? args[name] : undefined;
    return value === undefined ? whole : formatted(value, format, args, lang, depth);
  });
}

/** The sentence. An id that no catalogue knows is said as it is. */
export function say(message: Message, lang: Lang): string {
  return sayId(message.id, message.args ?? {}, lang, 0);
}

/** Whether the catalogue has this id. */
export const isMessageId = (id: string): id is MessageId => Object.hasOwn(CATALOGUES.en, id);
