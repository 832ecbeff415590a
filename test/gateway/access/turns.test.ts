import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTurns } from '../../../src/gateway/access/turns';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function start() {
  const turns = createTurns(2, 1000);
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const take = (name: string, client = 'school') =>
    turns(client, async () => {
      begun.push(name);
      await new Promise<void>(resolve => ends.set(name, resolve));
      return name;
    });
  const end = async (name: string) => {
    ends.get(name)?.();
    await vi.advanceTimersByTimeAsync(0);
  };
  return { turns, begun, take, end };
}

test('a client’s further things wait in their order, and those of another client don’t', async () => {
  const { begun, take, end } = start();
  const all = ['a', 'b', 'c', 'd'].map(name => take(name));
  void take('of another', 'home');
  expect(begun).toEqual(['a', 'b', 'of another']);
  await end('b');
  expect(begun.slice(3)).toEqual(['c']);
  await end('a');
  expect(begun.slice(4)).toEqual(['d']);
  await end('c');
  await end('d');
  expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd']);
});

test('one that gets no turn in time is not begun, and takes nobody’s place', async () => {
  const { begun, take, end } = start();
  void take('a');
  void take('b');
  const late = take('late');
  await vi.advanceTimersByTimeAsync(1000);
  expect(await late).toBeUndefined();
  await end('a');
  void take('c');
  expect(begun).toEqual(['a', 'b', 'c']);
});

test('a turn that fails makes room, too', async () => {
  const { turns, begun, take } = start();
  const fail = () => turns('school', () => Promise.reject(new Error('x')));
  await expect(Promise.all([fail(), fail()])).rejects.toThrow('x');
  void take('a');
  expect(begun).toEqual(['a']);
});
