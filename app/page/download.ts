/** Hand the browser something to save. */
export function download(name: string, content: Blob | string, type = 'text/plain'): void {
  const blob =
    typeof content === 'string' ? new Blob([content], { type: `${type};charset=utf-8` }) : content;
  const anchor = document.createElement('a');
  anchor.href = URL.createObjectURL(blob);
  anchor.download = name;
  anchor.click();
  // Browsers begin to read in a task of their own.
  setTimeout(() => URL.revokeObjectURL(anchor.href), 10_000);
}

/** Let the reader choose a file; never resolves when they change their mind. */
export const chooseFile = (accept: string): Promise<File> =>
  new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = accept;
    input.onchange = () => {
      const [file] = input.files ?? [];
      if (file) resolve(file);
    };
    input.click();
  });
