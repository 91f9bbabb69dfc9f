/** A text has a longest length: what would exceed it is refused whole, and said. */
import { EditorState } from '@codemirror/state';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { MAX_SOURCE_CHARS } from '../../engine/contract/limits.ts';

export function bounded(onrefused: (length: number) => void): Extension {
  /** What is too long by itself is not even cut into lines. */
  const enters = (event: Event, data: DataTransfer | undefined): boolean => {
    const { length } = data?.getData('text/plain') ?? '';
    if (length <= MAX_SOURCE_CHARS) return false;
    event.preventDefault();
    onrefused(length);
    return true;
  };
  return [
    EditorView.domEventHandlers({
      paste: (event) => enters(event, event.clipboardData ?? undefined),
      drop: (event) => enters(event, event.dataTransfer ?? undefined),
    }),
    EditorState.transactionFilter.of((transaction) => {
      const { changes, newDoc } = transaction;
      if (newDoc.length <= MAX_SOURCE_CHARS || newDoc.length < changes.length) return transaction;
      onrefused(newDoc.length);
      return [];
    }),
  ];
}
