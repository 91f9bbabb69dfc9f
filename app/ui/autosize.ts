import type { Attachment } from 'svelte/attachments';

/** A text area as tall as its text, up to the height its style allows. Reads `value` so that it follows. */
export const autosize =
  (value: () => string): Attachment<HTMLTextAreaElement> =>
  (area) => {
    if (value() === '') area.style.height = '';
    else {
      area.style.height = 'auto';
      area.style.height = `${area.scrollHeight}px`;
    }
  };
