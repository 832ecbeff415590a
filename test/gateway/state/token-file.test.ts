import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { TokenRecord } from '../../../src/gateway/access/tokens';
import { createTokenFile } from '../../../src/gateway/state/token-file';
import { temporaryFolder } from '../folder';

test('a token’s grant is stored with it, and a token from before has none', async () => {
  const folder = await temporaryFolder();
  const record = { user: 'anna', service: 'facteur', ends: 1, session: 's', sealed: 'x' };
  const file = createTokenFile(folder);
  await file.write(
    new Map<string, TokenRecord>([
      ['one', { ...record, grant: 'g' }],
      ['two', record],
    ]),
  );
  const path = join(folder, 'tokens.json');
  expect(JSON.parse(await readFile(path, 'utf8')).tokens[1]).toEqual({ id: 'two', ...record });
  const records = await createTokenFile(folder).read();
  expect([records?.get('one')?.grant, records?.get('two')?.grant]).toEqual(['g', undefined]);
  const wrong = { version: 1, tokens: [{ id: 'one', ...record, grant: 7 }] };
  await writeFile(path, JSON.stringify(wrong));
  await expect(createTokenFile(folder).read()).rejects.toThrow('damaged');
});
