import { expect, test } from 'vitest';
import { createKeys } from '../../src/gateway/keys';
import { createTokens } from '../../src/gateway/tokens';
import { NOON } from './noon';

const DAY = 24 * 60 * 60 * 1000;

test('a token looks like the provider’s and holds what must be percent-encoded', () => {
  const tokens = createTokens(createKeys(), DAY);
  for (let i = 0; i < 50; i++) {
    const token = tokens.issue('demo', NOON);
    expect(token).toMatch(/^B64\S+\|sau=\|ted=\d+\|\S+=$/);
    for (const character of '+/=|') expect(token).toContain(character);
  }
});

test('a token is good until it expires', () => {
  const tokens = createTokens(createKeys(), DAY);
  const token = tokens.issue('é|ü', NOON);
  expect(tokens.read(token, NOON)).toEqual({ kind: 'valid', user: 'é|ü' });
  expect(tokens.read(token, NOON + DAY - 1)).toEqual({ kind: 'valid', user: 'é|ü' });
  expect(tokens.read(token, NOON + DAY)).toEqual({ kind: 'expired', user: 'é|ü' });
});

test('a token of another process is unknown', () => {
  const token = createTokens(createKeys(), DAY).issue('demo', NOON);
  expect(createTokens(createKeys(), DAY).read(token, NOON)).toEqual({ kind: 'unknown' });
});

test('a token with any character changed is unknown', () => {
  const tokens = createTokens(createKeys(), DAY);
  const token = tokens.issue('demo', NOON);
  for (let i = 0; i < token.length; i++) {
    const changed = `${token.slice(0, i)}${token[i] === 'A' ? 'B' : 'A'}${token.slice(i + 1)}`;
    // The last character of unpadded base64 has two bits that say nothing.
    if (i === token.length - 2) continue;
    expect(tokens.read(changed, NOON).kind, `character ${i}`).toBe('unknown');
  }
  for (const text of ['', ' ', '|', 'é', token.slice(1), `${token} `, token.replaceAll('+', ' ')]) {
    expect(tokens.read(text, NOON).kind).toBe('unknown');
  }
});

test('parts of a signature can’t be moved about', () => {
  const keys = createKeys();
  expect(keys.sign('a', 'b', 'cd')).not.toEqual(keys.sign('a', 'bc', 'd'));
  expect(keys.sign('a', 'b')).not.toEqual(keys.sign('b', 'a'));
  expect(keys.matches(keys.sign('a', 'b').toString('base64url'), 'a', 'b')).toBe(true);
  expect(keys.matches('', 'a', 'b')).toBe(false);
});
