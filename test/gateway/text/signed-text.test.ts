import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { textOfPart } from '../../../src/gateway/text/signed-text';
import { selfSigned } from '../certificate';

const PART = { type: 'application/pkcs7-mime', parameters: { 'smime-type': 'signed-data' } };

const PLAIN = 'Content-Type: text/plain; charset=utf-8\r\n\r\nÀ demain.\r\n';
const BOTH = [
  'Content-Type: multipart/alternative;\r\n boundary="x y"',
  '',
  '--x y',
  'Content-Type: text/plain; charset="iso-8859-1"',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  '=C0 demain.',
  '--x y',
  'Content-Type: text/html',
  '',
  '<p>HTML</p>',
  '--x y--',
].join('\r\n');
const HTML = 'Content-Type: text/html; charset=utf-8\r\n\r\n<style>p{}</style><p>À demain.</p>';
const PICTURE = 'Content-Type: image/png\r\n\r\nÀ demain.';

let folder: string;
let sign: (entity: string, ...options: string[]) => Promise<Buffer>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'facteur-signed-'));
  const { cert, key } = await selfSigned(folder);
  const [original, signed] = [join(folder, 'original'), join(folder, 'signed')];
  sign = async (entity, ...options) => {
    await writeFile(original, entity);
    const how = ['-sign', '-nodetach', '-binary', '-outform', 'DER', '-signer', cert, '-inkey', key];
    await promisify(execFile)('openssl', ['cms', ...how, '-in', original, '-out', signed, ...options]);
    return readFile(signed);
  };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the text within a signature', () => {
  test.each([
    ['as plain text', PLAIN],
    ['of two alternatives', BOTH],
    ['as HTML', HTML],
    ['without headers', `\r\n\r\n${'À demain.'}`],
  ])('%s', async (_what, entity) => {
    expect(textOfPart(await sign(entity), PART).trim()).toBe('À demain.');
    // In pieces of unknown length.
    expect(textOfPart(await sign(entity, '-stream'), PART).trim()).toBe('À demain.');
  });

  test('in base64, cut', async () => {
    const base64 = Buffer.from((await sign(PLAIN)).toString('base64').replace(/.{64}/g, '$&\r\n'));
    const part = { ...PART, encoding: 'base64' };
    expect(textOfPart(base64.subarray(0, base64.length / 2), part).trim()).toBe('À demain.');
  });

  test('but not of a picture', async () => {
    expect(textOfPart(await sign(PICTURE), PART)).toBe('');
  });
});

test('other parts are read as they are', () => {
  expect(textOfPart(Buffer.from('Hello'), { type: 'text/plain' })).toBe('Hello');
});

test('any bytes give a text', async () => {
  const signed = await sign(BOTH, '-stream');
  fc.assert(
    fc.property(fc.nat(signed.length), fc.nat(255), fc.nat(signed.length), (at, byte, length) => {
      const changed = Buffer.from(signed);
      changed[at] = byte;
      expect(typeof textOfPart(changed.subarray(0, length), PART)).toBe('string');
    }),
  );
  expect(textOfPart(Buffer.alloc(0), PART)).toBe('');
});
