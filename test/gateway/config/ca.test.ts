import { rm } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { createCaReader } from '../../../src/gateway/config/ca';
import { selfSigned } from '../certificate';
import { temporaryFolder } from '../folder';

test('each certificate is read once for all mailboxes', async () => {
  const { cert, pem } = await selfSigned(await temporaryFolder());
  const readCa = createCaReader();
  expect(await readCa(cert)).toBe(pem.toString());
  await rm(cert);
  expect(await readCa(cert)).toBe(pem.toString());
  await expect(createCaReader()(cert)).rejects.toThrow(/can’t use .* \(ENOENT\)/);
});
