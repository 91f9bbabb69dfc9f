/** The maps of the page as pictures for others, with everything that says what they are of. */
import { MOST_PRINTED } from '../render/picture/limits.ts';
import { picturePng, pictureSvg, svgTools } from '../render/picture/picture.ts';
import type { Picture, Swatch } from '../render/picture/picture.ts';
import { placedStills } from '../render/picture/stills.ts';
import { readPalette, tokensOf } from '../render/palette.ts';
import type { Palette } from '../render/palette.ts';
import { fileName } from '../keep/exports.ts';
import type { Keeping } from '../keep/keeping.svelte.ts';
import { download } from '../page/download.ts';
import type { Ui } from '../page/ui.svelte.ts';
import type { AnyPlate } from '../plates/contract.ts';
import { headOf } from '../plates/heads.ts';
import { legendOf } from '../plates/legend/list.ts';
import type { Session } from '../session/session.svelte.ts';
import { t } from '../words/i18n.svelte.ts';

interface Pictured {
  readonly session: Session;
  readonly ui: Ui;
  readonly keeping: Pick<Keeping, 'address'>;
}
/** Whose colours: of a sheet of paper, or of the page as it is. */
export type PictureTheme = 'light' | 'page';

/** Colours that the page would have with a theme. */
function paletteOf(theme: PictureTheme): Palette {
  const { documentElement: root, body } = document;
  if (theme === 'page') return readPalette(tokensOf(root));
  const themed = document.createElement('div');
  themed.dataset['theme'] = theme;
  body.append(themed);
  const palette = readPalette(tokensOf(themed));
  themed.remove();
  return palette;
}

export class Pictures {
  readonly #on: Pictured;
  readonly #plates: readonly AnyPlate[];

  constructor(on: Pictured, plates: readonly AnyPlate[]) {
    this.#on = on;
    this.#plates = plates;
  }

  async png(theme: PictureTheme): Promise<void> {
    const picture = await this.#picture(theme);
    if (!picture) return;
    try {
      download(this.#nameOf('png'), await picturePng(picture));
    } catch {
      this.#bad(() => t('news.noPicture'));
    }
  }
  async svg(theme: PictureTheme): Promise<void> {
    const picture = await this.#picture(theme);
    if (picture) download(this.#nameOf('svg'), pictureSvg(picture, svgTools()), 'image/svg+xml');
  }

  #nameOf(ending: string): string {
    const { layout, title } = this.#on.session;
    return fileName(title, layout?.board.id ?? 'session', ending);
  }
  #bad(say: () => string): void {
    this.#on.ui.tell({ id: 'file', tone: 'bad', say });
  }

  /** All maps of the page; none: it is said. */
  async #picture(theme: PictureTheme): Promise<Picture | undefined> {
    const { session, keeping } = this.#on;
    await keeping.address.write();
    const placed = await placedStills();
    const elements = placed.map(({ element }) => element);
    const [first, ...others] = placed.map(({ still, element }) => ({
      still,
      ...headOf(element, elements),
    }));
    if (!first) {
      this.#bad(() => t('news.noMap'));
      return undefined;
    }
    const { board } = session.layout ?? {};
    const at = t('picture.at', session.position, session.length);
    return {
      title: session.title,
      facts: [...(board ? [board.title, `Linux ${board.release}`] : []), at],
      maps: [first, ...others],
      legend: this.#legend(elements),
      print: this.#print(),
      palette: paletteOf(theme),
    };
  }

  /** Of the plates that are in the picture. Nobody points into it. */
  #legend(elements: readonly Element[]): readonly Swatch[] {
    const ids = new Set(
      elements.map((one) => one.closest<HTMLElement>('[data-plate]')?.dataset['plate']),
    );
    const plates = this.#plates.filter(({ id }) => ids.has(id));
    const { frame } = this.#on.session;
    const chosen = plates.some(({ view }) => view.selection !== undefined);
    const left = ['pointer', 'keyboard', ...(chosen ? [] : ['chosen'])];
    return frame ? legendOf(plates, frame, t).filter(({ key }) => !left.includes(key)) : [];
  }

  /** The address that shows the same; where it is too long for print, the file that does. */
  #print(): Picture['print'] {
    const { session, keeping } = this.#on;
    const link = session.running ? undefined : keeping.address.href([]);
    return link !== undefined && link.length <= MOST_PRINTED
      ? { said: t('picture.link'), link }
      : { said: t('picture.noLink', this.#nameOf('carveout')), link: '' };
  }
}
