import { describe, expect, test } from 'vitest';
import type { Browser } from '../../src/build/browsers';
import { featuresOfManifest } from './manifest';
import { featuresOfPage } from './page';
import { featuresOfScript } from './script';
import { featuresOfSheet } from './sheet';
import { type Feature, tooNew } from './support';

/** Sample code with features that are newer than the minimum versions, Chrome 123 and Firefox 142. */

const lacking = (features: readonly Feature[]) =>
  (['chrome', 'firefox'] as const satisfies Browser[]).map(browser => tooNew(features, browser));

describe('finds features of a script that are too new', () => {
  const getKeys = [['browser.storage.local.getKeys: 130'], ['browser.storage.local.getKeys: 143']];

  test.each([
    ['of the extension’s API', 'chrome.storage.local.getKeys();', getKeys],
    ['through a destructured name', 'const { local: kept } = chrome.storage; kept.getKeys();', getKeys],
    [
      'through a name that is assigned later',
      'let api; const load = () => { api = chrome; }; api.storage.local.getKeys();',
      getKeys,
    ],
    [
      'through a computed key',
      'const read = area => chrome.storage[area].getKeys();',
      [['.getKeys: 130'], ['.getKeys: 143']],
    ],
    [
      'of the other browser only',
      'chrome.notifications.update("a", {});',
      [[], ['browser.notifications.update: never']],
    ],
    [
      'of no browser',
      'chrome.tabs.madeUp();',
      [['browser.tabs.madeUp: not in the data'], ['browser.tabs.madeUp: not in the data']],
    ],
    ['of the language', 'Promise.try(read);', [['Promise.try: 128'], []]],
    ['of the global object', 'globalThis.Promise.try(read);', [['Promise.try: 128'], []]],
    ['of Intl', 'new Intl.DurationFormat("fr");', [['Intl.DurationFormat: 129'], []]],
    ['of any array', 'bytes.toBase64();', [['.toBase64: 140'], []]],
    ['of the document', 'document.startViewTransition(draw);', [[], ['document.startViewTransition: 144']]],
    ['of any element', 'list.moveBefore(row, other);', [['.moveBefore: 133'], ['.moveBefore: 144']]],
    ['of HTML', 'jsx("selectedcontent", {});', [['<selectedcontent>: 135'], ['<selectedcontent>: never']]],
  ])('%s', (_, code, found) => {
    expect(lacking(featuresOfScript(code))).toEqual(found);
  });

  test.each([
    ['an optional call', 'list.moveBefore?.(row, other);'],
    [
      'a member that a condition tests',
      'function move() { list.moveBefore ? list.moveBefore(row) : list.append(row); }',
    ],
    ['a member that `in` tests', 'if ("moveBefore" in list) list.moveBefore(row);'],
    ['a global name that `typeof` tests', 'typeof CloseWatcher === "function" && new CloseWatcher();'],
    ['members of its own classes', 'class List { moveBefore() {} } list.moveBefore(row);'],
  ])('but not %s', (_, code) => {
    expect(lacking(featuresOfScript(code))).toEqual([[], []]);
  });

  test('including a member that only another function tests', () => {
    const code = 'const ask = list => list.moveBefore ? 1 : 2; const move = list => list.moveBefore(row);';
    expect(lacking(featuresOfScript(code))).toEqual([['.moveBefore: 133'], ['.moveBefore: 144']]);
  });
});

describe('finds features of a style sheet that are too new', () => {
  test.each([
    ['a property', 'p{field-sizing:content}', [[], ['field-sizing: 152', 'field-sizing: content: 152']]],
    ['a function', 'p{color:contrast-color(red)}', [['contrast-color(): 147'], ['contrast-color(): 146']]],
    ['a selector', 'details:open{color:red}', [[':open: 133'], []]],
    ['an at-rule', '@position-try --a{top:0}', [['@position-try: 125'], ['@position-try: 147']]],
    ['an unknown property', 'p{colour:red}', [['colour: not in the data'], ['colour: not in the data']]],
    [
      'in nested rules',
      '@media (width>9px){p{a{b:c}details:open{top:0}}}',
      [[':open: 133', 'b: not in the data'], ['b: not in the data']],
    ],
  ])('%s', (_, css, found) => {
    expect(lacking(featuresOfSheet(css))).toEqual(found);
  });

  test.each([
    ['a feature that @supports tests', '@supports (field-sizing:content){p{field-sizing:content}}'],
    ['custom properties', 'p{--field-sizing:content;color:var(--a)}'],
    ['strings and URLs', 'p::before{content:"a{colour:red}"}p{background:url(data:a;b)}'],
    ['nested rules', 'p{color:red;&:hover{color:blue}}'],
  ])('but not %s', (_, css) => {
    expect(lacking(featuresOfSheet(css))).toEqual([[], []]);
  });
});

test('finds an element of a page that is too new', () => {
  expect(lacking(featuresOfPage('<p><selectedcontent id="a"></selectedcontent></p>'))).toEqual([
    ['<selectedcontent>: 135'],
    ['<selectedcontent>: never'],
  ]);
});

test('finds keys and permissions of a manifest that are too new or unknown', () => {
  const made = { permissions: ['storage', 'madeUp', 'offscreen'], action: { default_title: '' }, madeUp: {} };
  expect(lacking(featuresOfManifest(made))).toEqual([
    ['manifest madeUp: not in the data', 'permission madeUp: not in the data'],
    ['manifest madeUp: not in the data', 'permission madeUp: not in the data', 'permission offscreen: never'],
  ]);
});
