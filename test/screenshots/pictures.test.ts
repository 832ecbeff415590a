import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { UNTIDY } from '../untidy';
import { mailsIn } from './mails';
import { CAPTIONS, PICTURES, SCALE, STORE_LANGUAGES } from './pictures';
import { readHeader } from './png';
import { POPUP_STATES, SETTINGS_STATES } from './states';

const STATES = { popup: POPUP_STATES, settings: SETTINGS_STATES };
const screenshots = PICTURES.filter(({ file }) => !file.startsWith('tile-'));

describe('the pictures for the stores', () => {
  it('have a number and sizes that the stores accept', () => {
    expect(screenshots.length).toBeLessThanOrEqual(5);
    for (const { width, height } of screenshots) expect([width, height]).toEqual([1280, 800]);
    const tiles = PICTURES.filter(it => !screenshots.includes(it)).map(it => [it.width, it.height]);
    expect(tiles).toEqual([
      [440, 280],
      [1400, 560],
    ]);
  });

  it('are numbered in order, with distinct names', () => {
    const names = screenshots.map(({ name }, index) => `${index + 1}-${name}.png`);
    expect(screenshots.map(({ file }) => file)).toEqual(names);
    expect(new Set(PICTURES.map(({ file }) => file)).size).toBe(PICTURES.length);
  });

  it.each(PICTURES)('$name shows existing states, at whole pixels', ({ shown, width, height }) => {
    for (const { page, state } of shown) expect(Object.keys(STATES[page])).toContain(state);
    expect([width / SCALE, height / SCALE].every(Number.isInteger)).toBe(true);
  });
});

describe.each(STORE_LANGUAGES)('the captions in %s', language => {
  test.each(PICTURES)('$name is short', ({ name }) => {
    const { headline, more } = CAPTIONS[language].pictures[name];
    expect(headline.length).toBeLessThanOrEqual(40);
    expect(more.length).toBeLessThanOrEqual(125);
  });
});

test('French texts have the right spaces', () => {
  const captions = Object.values(CAPTIONS.fr.pictures).flatMap(({ headline, more }) => [headline, more]);
  const mails = mailsIn('fr').flatMap(({ subject, beginning }) => [subject.replace(/^Re:/, ''), beginning]);
  expect([...captions, ...mails].filter(text => UNTIDY.fr.test(text))).toEqual([]);
});

describe('the header of a PNG', () => {
  it('has its size and its colour type', () => {
    expect(readHeader(readFileSync('icons/facteur-128.png'))).toEqual({
      width: 128,
      height: 128,
      colourType: 6,
    });
  });

  it('is rejected if the file is no PNG', () => {
    expect(() => readHeader(readFileSync('icons/facteur.svg'))).toThrow('no PNG');
  });
});
