/**
 * Acts on items, at most `most` at a time; begins them in their order. Returns the results in this order, too. Rejects
 * with the error of the first item that fails, and begins no more.
 */
export async function mapAtOnce<T, R>(
  most: number,
  items: readonly T[],
  act: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const failures = new Map<number, unknown>();
  let next = 0;
  const work = async () => {
    while (next < items.length && failures.size === 0) {
      const index = next;
      next += 1;
      try {
        results[index] = await act(items[index] as T, index);
      } catch (error) {
        failures.set(index, error);
      }
    }
  };
  await Promise.all(Array.from({ length: most }, work));
  if (failures.size > 0) throw failures.get(Math.min(...failures.keys()));
  return results;
}
