import { expect, test } from 'vitest';
import { createKeys } from '../../../src/gateway/access/keys';
import { createTokens } from '../../../src/gateway/access/tokens';
import { NOON } from '../noon';

const DAY = 24 * 60 * 60 * 1000;

test('a token has the provider’s format and characters to percent-encode', () => {
  const tokens = createTokens(createKeys(), DAY, 'facteur');
  for (let i = 0; i < 50; i++) {
    const token = tokens.issue('demo', 'facteur', NOON);
    expect(token).toMatch(/^B64\S+\|sau=\|ted=\d+\|\S+=$/);
    for (const character of '+/=|') expect(token).toContain(character);
  }
});

test('a token is valid until it expires', () => {
  const tokens = createTokens(createKeys(), DAY, 'facteur');
  const token = tokens.issue('é|ü', 'facteur', NOON);
  expect(tokens.read(token, NOON)).toEqual({ kind: 'valid', user: 'é|ü', service: 'facteur' });
  expect(tokens.read(token, NOON + DAY - 1)).toEqual({ kind: 'valid', user: 'é|ü', service: 'facteur' });
  expect(tokens.read(token, NOON + DAY)).toEqual({ kind: 'expired', user: 'é|ü', service: 'facteur' });
});

test('a token can’t be built from parts of other tokens or signatures', () => {
  const keys = createKeys();
  const tokens = createTokens(keys, DAY, 'facteur');
  const anna = tokens.issue('anna', 'facteur', NOON).split('|');
  const mallory = tokens.issue('mallory', 'facteur', NOON).split('|');
  const later = tokens.issue('anna', 'facteur', NOON + DAY).split('|');
  const forged = [
    [anna[0], mallory[1], mallory[2], mallory[3]],
    [mallory[0], anna[1], anna[2], anna[3]],
    [anna[0], anna[1], later[2], anna[3]],
    [anna[0], anna[1], anna[2], keys.sign('session', 'anna', 'ted').toString('base64')],
    [anna[0], anna[1], anna[2], Buffer.alloc(32).toString('base64')],
    [anna[0], anna[1], anna[2], ''],
  ];
  expect(forged.map(parts => tokens.read(parts.join('|'), NOON).kind)).toEqual(forged.map(() => 'unknown'));
});

test('a token signed with another key is unknown', () => {
  const token = createTokens(createKeys(), DAY, 'facteur').issue('demo', 'facteur', NOON);
  expect(createTokens(createKeys(), DAY, 'facteur').read(token, NOON)).toEqual({ kind: 'unknown' });
});

test('a token with a changed character is unknown', () => {
  const tokens = createTokens(createKeys(), DAY, 'facteur');
  const token = tokens.issue('demo', 'facteur', NOON);
  for (let i = 0; i < token.length; i++) {
    const changed = `${token.slice(0, i)}${token[i] === 'A' ? 'B' : 'A'}${token.slice(i + 1)}`;
    expect(tokens.read(changed, NOON).kind, `character ${i}`).toBe('unknown');
  }
  for (let length = 0; length < token.length; length++) {
    expect(tokens.read(token.slice(0, length), NOON).kind, `${length} characters`).toBe('unknown');
  }
  for (const text of ['', ' ', '|', 'é', token.slice(1), `${token} `, token.replaceAll('+', ' ')]) {
    expect(tokens.read(text, NOON).kind).toBe('unknown');
  }
});

test('the parts of a signature can’t be split in another way', () => {
  const keys = createKeys();
  expect(keys.sign('a', 'b', 'cd')).not.toEqual(keys.sign('a', 'bc', 'd'));
  expect(keys.sign('a', 'b')).not.toEqual(keys.sign('b', 'a'));
  expect(keys.matches(keys.sign('a', 'b').toString('base64url'), 'a', 'b')).toBe(true);
  expect(keys.matches('', 'a', 'b')).toBe(false);
});

test('a signature has one valid text in each alphabet', () => {
  const keys = createKeys(Buffer.alloc(32));
  const signature = keys.sign('a');
  const [plain, url] = [signature.toString('base64'), signature.toString('base64url')];
  expect([plain, url].map(text => keys.matches(text, 'a'))).toEqual([true, true]);
  const last = url.at(-1) ?? '';
  const otherLast = String.fromCharCode(last.charCodeAt(0) + 1);
  expect(Buffer.from(url.slice(0, -1) + otherLast, 'base64url')).toEqual(signature);
  const others = [
    url.slice(0, -1) + otherLast,
    `${url}==`,
    ` ${url}`,
    `${url}\n`,
    `${url}!`,
    signature.toString('hex'),
  ];
  expect(others.filter(text => keys.matches(text, 'a'))).toEqual([]);
});
