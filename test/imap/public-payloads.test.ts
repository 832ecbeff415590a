import { beforeAll, expect, test } from 'vitest';
import { faultsIn, framed } from '../gateway/pages/framed';
import { fetchPayloads } from './payloads';

let payloads: Map<string, string[]>;
beforeAll(async () => {
  payloads = await fetchPayloads();
});

test('the payloads are found', () => {
  const all = [...payloads.values()];
  expect(all.map(found => found.length > 0)).not.toContain(false);
  expect(all.flat().length).toBeGreaterThan(2000);
});

test('hostile HTML of other projects is harmless, and stays in its frame', async () => {
  const dangerous: string[] = [];
  for (const payload of [...payloads.values()].flat()) {
    const page = await framed(`<p>begin</p>${payload}`);
    const after = page.querySelector('main > #after')?.textContent;
    if (faultsIn(page).length > 0 || after !== 'after') dangerous.push(payload);
  }
  expect(dangerous).toEqual([]);
});
