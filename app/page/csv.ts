/** A field as RFC 4180 wants it. A leading sign would be a formula: it is made text. */
export const csvField = (field: string): string => {
  const safe = /^[=+\-@\t\r]/.test(field) ? `'${field}` : field;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
