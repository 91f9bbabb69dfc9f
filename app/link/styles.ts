/**
 * Style sheets of a part, in the document before its code runs. The bundler calls this around every
 * `import()` of the page, in the place of its own helper (vite.config.ts): parts.ts has had them fetched.
 */
const there: Record<string, Promise<unknown> | undefined> = {};

const link = (href: string): Promise<unknown> =>
  (there[href] ??= new Promise((resolve, reject) => {
    const onerror = (): void => {
      there[href] = undefined;
      reject(new Error(href));
    };
    const sheet = { rel: 'stylesheet', crossOrigin: '', href, onload: resolve, onerror };
    document.head.append(Object.assign(document.createElement('link'), sheet));
  }));

export const withStyles = async <T>(
  load: () => Promise<T>,
  files: readonly string[] = [],
  base?: string,
): Promise<T> => {
  await Promise.all(files.map((file) => link(new URL(file, base).href)));
  return load();
};
