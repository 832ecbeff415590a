import { expect, test } from 'vitest';
import { residueTable } from './residue';

test('without both counts or without dates, the wrong announcements are exactly those in the table', async () => {
  const table = residueTable(({ order }) => order.startsWith('undated'));
  await expect(table).toMatchFileSnapshot('residue-undated.md');
});
