/** A list that keeps its newest entries and counts the older ones it let go. Replaced whole, never changed. */
export interface Capped<T> {
  readonly items: readonly T[];
  readonly dropped: number;
}

export const EMPTY: Capped<never> = { items: [], dropped: 0 };

/** `list` with `added` after it, cut from the front to `limit` entries. */
export const append = <T>(list: Capped<T>, added: readonly T[], limit: number): Capped<T> => {
  const surplus = list.items.length + added.length - limit;
  if (surplus <= 0) return { items: [...list.items, ...added], dropped: list.dropped };
  const kept =
    surplus >= list.items.length
      ? added.slice(surplus - list.items.length)
      : [...list.items.slice(surplus), ...added];
  return { items: kept, dropped: list.dropped + surplus };
};
