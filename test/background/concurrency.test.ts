import { describe, expect, test } from 'vitest';
import { singleCheck } from '../../src/background/concurrency';
import type { Account } from '../../src/core/account/account';
import { makeAccount } from '../make';
import { settled } from './world';

const home = makeAccount({ id: 'home', name: 'Home', token: 'home-token' });
const work = makeAccount({ id: 'work', name: 'Work', token: 'work-token' });

describe('checks at the same time', () => {
  /** Checks that end when told to, and the accounts whose checks have started, in order. */
  function openEnded() {
    const begun: { account: Account; end(): void; fail(error: Error): void }[] = [];
    const run = singleCheck(
      account => new Promise<void>((resolve, reject) => begun.push({ account, end: resolve, fail: reject })),
    );
    const tokens = () => begun.map(({ account }) => account.token);
    return { begun, run, tokens };
  }

  test('of one account share one check', async () => {
    const { begun, run, tokens } = openEnded();
    const both = Promise.all([run(home), run({ ...home, name: 'Renamed' })]);
    expect(tokens()).toEqual(['home-token']);
    begun[0]?.end();
    await both;
  });

  test('queue one more behind a running one, however many must follow it', async () => {
    const { begun, run } = openEnded();
    const first = run(home);
    const more = [run(home, true), run(home, true), run(home)];
    begun[0]?.end();
    await first;
    await settled();
    begun[1]?.end();
    await Promise.all(more);
    expect(begun).toHaveLength(2);
  });

  test('of two accounts run in parallel', () => {
    const { run, tokens } = openEnded();
    void run(home);
    void run(work);
    expect(tokens()).toEqual(['home-token', 'work-token']);
  });

  test('with a replaced token run separately, and later calls share the newer check', async () => {
    const { begun, run, tokens } = openEnded();
    const renewed = { ...home, token: 'new-token' };
    const former = run(home);
    const later = run(renewed);
    expect(tokens()).toEqual(['home-token', 'new-token']);
    begun[0]?.end();
    await former;
    const joined = run(renewed);
    expect(tokens()).toEqual(['home-token', 'new-token']);
    begun[1]?.end();
    await Promise.all([later, joined]);
  });

  test('reject when the shared check fails, and the next call starts a new check', async () => {
    const { begun, run, tokens } = openEnded();
    const both = [run(home), run(home)];
    begun[0]?.fail(new Error('broken'));
    for (const one of both) await expect(one).rejects.toThrow('broken');
    void run(home);
    expect(tokens()).toEqual(['home-token', 'home-token']);
  });
});
