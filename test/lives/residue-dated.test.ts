import { expect, test } from 'vitest';
import { residueTable } from './residue';

test('where a count is not told, what is told wrongly is just this', async () => {
  const table = residueTable(({ order }) => !order.startsWith('undated'));
  await expect(table).toMatchFileSnapshot('residue-dated.md');
});
