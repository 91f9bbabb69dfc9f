/** A text has a longest length: what would exceed it is refused whole, and said. */
import { EditorState } from '@codemirror/state';
import type { Extension } from '@codemirror/state';
import { MAX_SOURCE_CHARS } from '../../../engine/limits.ts';

export const bounded = (onrefused: (length: number) => void): Extension =>
  EditorState.changeFilter.of((transaction) => {
    const { newLength } = transaction.changes;
    if (newLength <= MAX_SOURCE_CHARS || newLength < transaction.changes.length) return true;
    onrefused(newLength);
    return false;
  });
