// Theme, text size and language before the first paint, so that nothing flashes.
// The names and values are those of app/page/settings.ts; junk falls through to the defaults.
(() => {
  const root = document.documentElement;
  let stored = {};
  try {
    stored = JSON.parse(localStorage.getItem('carveout.settings')) || {};
  } catch {
    // Blocked storage or junk: the defaults below stand.
  }
  const dark =
    stored.theme === 'dark' ||
    (stored.theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.dataset.theme = dark ? 'dark' : 'light';
  root.dataset.text = ['s', 'm', 'l'].includes(stored.textSize) ? stored.textSize : 'm';
  const asked = ['en', 'zh'].includes(stored.language) ? stored.language : navigator.language;
  root.lang = /^zh\b/i.test(asked || '') ? 'zh-CN' : 'en';
})();
