import { expect, test } from 'vitest';
import { residueTable } from './residue';

test('without both counts, the wrong announcements are exactly those in the table', async () => {
  const table = residueTable(({ order }) => !order.startsWith('undated'));
  await expect(table).toMatchFileSnapshot('residue-dated.md');
});
