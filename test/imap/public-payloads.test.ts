import { beforeAll, expect, test } from 'vitest';
import { faultsIn, framedAll } from '../gateway/pages/framed';
import { fetchPayloads } from './payloads';

let payloads: Map<string, string[]>;
beforeAll(async () => {
  payloads = await fetchPayloads();
});

/** Mails on one page: a page for each takes minutes. */
const AT_ONCE = 100;

test('each package has payloads', () => {
  for (const [name, found] of payloads) expect(found.length, name).toBeGreaterThan(10);
});

test('hostile HTML of other projects is harmless, and stays in its frame', async () => {
  const all = [...payloads.values()].flat();
  expect(all.length).toBeGreaterThan(2258);
  for (let at = 0; at < all.length; at += AT_ONCE) {
    const mails = all.slice(at, at + AT_ONCE);
    const page = await framedAll(mails);
    const after = [...page.querySelectorAll('main > .after')].map(it => it.textContent);
    expect({ mails, faults: faultsIn(page), after }).toEqual({
      mails,
      faults: [],
      after: mails.map(() => 'after'),
    });
  }
});
