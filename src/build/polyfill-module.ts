import type { Plugin } from 'vite';

/**
 * Makes an ES module of webextension-polyfill. As a CommonJS module it would cost the background 10 ms at each start
 * (of 27, with a floor of 10): the bundler's import of one reads every property of the export, and here that is the
 * browser's own object, which then creates each of its APIs.
 */
export const polyfillModule: Plugin = {
  name: 'polyfill-module',
  apply: 'build',
  transform(code, id) {
    if (!/\/webextension-polyfill\/.*\.js$/.test(id)) return undefined;
    return {
      code: `const module = { exports: {} }, { exports } = module;\n${code}\nexport default module.exports;`,
      map: null,
    };
  },
};
