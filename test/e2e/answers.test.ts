import { readFileSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reading } from '../../src/core/answer/answer';
import type { Failure } from '../../src/core/mailbox/failure';
import { failureOf } from '../../src/core/mailbox/failure-table';
import { newestFirst, orderAfter } from '../../src/core/mailbox/list-order';
import type { Mailbox } from '../../src/core/mailbox/mailbox';
import { ANSWERS, expectedFile } from '../answers';
import { makeAccount } from '../make';
import { type AnswerServer, startAnswerServer } from './answer-server';
import { checkNow, storeAccounts, storedMailboxes } from './extension';
import { BROWSERS, createWorld, type World } from './world';

/** Replaces the accounts by one per address, and checks all once. Returns their mailboxes in the same order. */
async function checkAll(settings: Page, addresses: readonly string[]): Promise<(Mailbox | undefined)[]> {
  const accounts = addresses.map((endpoint, index) =>
    makeAccount({ id: `a${index}`, name: `${index}`, endpoint }),
  );
  await storeAccounts(settings, accounts);
  await checkNow(settings);
  const stored = await storedMailboxes(settings);
  return accounts.map(({ id }) => stored[id]);
}

function expectedOf(reading: Reading): object {
  const failure = failureOf(reading, 200);
  if (failure) return { failure };
  // The answer to an action tells nothing about the mailbox.
  if (reading.kind === 'results') return { failure: { kind: 'malformed' } };
  if (reading.kind !== 'answer') return reading;
  const { messages, ...counts } = reading.answer;
  if (typeof messages === 'string') return reading.answer;
  return { ...counts, messages: newestFirst(messages, orderAfter(0, messages, [], 0)) };
}

describe.each(BROWSERS)('the built extension in %s', name => {
  let world: World;
  let server: AnswerServer;

  beforeAll(async () => {
    world = await createWorld(name);
    server = await startAnswerServer();
    await world.addAccount('Home');
    await world.badge('6');
  });
  afterAll(async () => {
    await world?.close();
    await server?.close();
  });

  it('parses every sample answer as expected, and fetches or runs nothing in it', async () => {
    const mailboxes = await checkAll(
      world.settings,
      ANSWERS.map(file => `${server.origin}/answers/${file}`),
    );
    const port = new URL(server.origin).host;
    for (const [index, file] of ANSWERS.entries()) {
      const reading = JSON.parse(
        readFileSync(expectedFile(file), 'utf8').replaceAll('127.0.0.1:9/', `${port}/elsewhere/`),
      );
      expect({ file, ...mailboxes[index] }).toMatchObject({ file, ...expectedOf(reading) });
    }

    const popup = await world.openPopup();
    await popup.waitForSelector('ul.messages');
    expect(await popup.$$eval('li', items => items.map(item => item.textContent).join())).toContain(
      '<img src=x onerror=alert(1)>',
    );
    expect(await popup.$$('main :is(b, br, img, script, style)')).toHaveLength(0);
    await popup.close();
    expect(server.requested.filter(path => !path.startsWith('/answers/'))).toEqual([]);
  });

  it('classifies other responses by their HTTP status', async () => {
    const table: [string, Failure | undefined][] = [
      ['/status/401', { kind: 'signed-out' }],
      ['/status/403', { kind: 'forbidden', status: 403 }],
      ['/status/404/captive-portal.html', { kind: 'not-found', status: 404 }],
      ['/status/429', { kind: 'busy', status: 429 }],
      ['/status/503/captive-portal.html', { kind: 'server-error', status: 503 }],
      ['/status/511/captive-portal.html', { kind: 'web-page' }],
      ['/status/500/provider-error.xml', { kind: 'account', code: 103 }],
      ['/status/500/error-privacy-without-url.xml', { kind: 'privacy' }],
      ['/status/500/provider-sample.xml', undefined],
      ['/status/204', { kind: 'empty' }],
    ];
    const mailboxes = await checkAll(
      world.settings,
      table.map(([path]) => server.origin + path),
    );
    for (const [index, [path, failure]] of table.entries())
      expect([path, mailboxes[index]?.failure]).toEqual([path, failure]);
  });

  it('follows no redirect, so the other server gets no token', async () => {
    const elsewhere = await startAnswerServer();
    const [mailbox] = await checkAll(world.settings, [
      `${server.origin}/redirect/${new URL(elsewhere.origin).port}`,
    ]);
    expect(mailbox?.failure).toEqual({ kind: 'redirected' });
    expect(elsewhere.requested).toEqual([]);
    await elsewhere.close();
  });
});
