/** Looked up in the Vite root. Runes everywhere: no component falls back to the old reactivity. */
export default {
  compilerOptions: { runes: true },
  vitePlugin: {
    // Libraries decide for themselves: bits-ui ships compiled runes components.
    dynamicCompileOptions: ({ filename }) =>
      filename.includes('node_modules') ? { runes: undefined } : undefined,
  },
};
