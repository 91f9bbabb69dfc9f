/** What the bump allocator answers, in words. */
export const bumpEn = {
  'call.bump_alloc': 'Cut the next piece from the carve-out.',
  'call.bump_alloc.size': 'Bytes wanted.',
  'call.bump_reset': 'Give every piece back.',
  'bump.full': 'the carve-out has {free:bytes} left, not {size:bytes}',
  'note.bump': '{bytes:plural:byte|bytes} at {phys:hex}',
} as const;
