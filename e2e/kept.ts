/** What the browser keeps of sessions, as the page would find it. */
import type { Page } from '@playwright/test';

interface StoredPiece {
  readonly number: number;
  readonly text: string;
}
/** A head, or the text that an older page wrote. */
type Stored = string | { readonly parts: readonly (number | string)[] };

/** Texts of all kept sessions, put together from their pieces. */
export const kept = (page: Page): Promise<string[]> =>
  page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open('carveout');
        opening.onerror = () => reject(new Error('no database'));
        opening.onsuccess = () => {
          const all = opening.result.transaction(['texts', 'pieces']);
          const heads = all.objectStore('texts').getAll();
          const ids = all.objectStore('texts').getAllKeys();
          const pieces = all.objectStore('pieces').getAll();
          all.oncomplete = () => {
            opening.result.close();
            const texts = new Map(
              (pieces.result as (StoredPiece & { id: string })[]).map(({ id, number, text }) => [
                `${id}/${number}`,
                text,
              ]),
            );
            const whole = (head: Stored, id: string): string =>
              typeof head === 'string'
                ? head
                : head.parts
                    .map((part) => (typeof part === 'string' ? part : texts.get(`${id}/${part}`)))
                    .join('');
            resolve(
              (heads.result as Stored[]).map((head, i) => whole(head, ids.result[i] as string)),
            );
          };
        };
      }),
  );

export const keptWith = (page: Page, line: string): Promise<boolean> =>
  kept(page).then((texts) => texts.some((text) => text.includes(line)));
