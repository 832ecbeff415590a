import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { GatewayMailbox } from '../../src/gateway/mailbox/mailbox';
import { type RunningGateway, startGateway } from '../../src/gateway/server/server';
import { readRows } from '../../src/launcher/look';
import { waitFor } from '../../src/launcher/wait-for';
import { type Dovecot, startDovecot } from '../imap/dovecot';
import { mail, PASSWORD } from '../imap/mails';
import { makeMailbox } from '../imap/post-office';
import { type Cable, layCable } from './cable';
import { checkNow, kill, letTimePass, storedMailboxes, wake } from './extension';
import { press, problemIn } from './user';
import { BROWSERS, createWorld, type World } from './world';

/** Each copy, flag and removal stands in the server's log, with the Message-ID. */
const NOTED = `mail_plugins = notify mail_log
plugin {
  mail_log_events = copy flag_change expunge
  mail_log_fields = box msgid flags
}
`;

describe.each(BROWSERS)('mail that the user acts on in %s', name => {
  let dovecot: Dovecot;
  let gateway: RunningGateway;
  let mailbox: GatewayMailbox;
  let cable: Cable;
  let world: World;
  let popup: Page;

  beforeAll(async () => {
    dovecot = await startDovecot(NOTED);
    await dovecot.setPassword('jean', PASSWORD);
    await dovecot.deliver('jean', mail('old'), { seen: true });
    ({ mailbox } = makeMailbox(dovecot, 'jean', { listLength: 200, pollEvery: 500, readsOnOpen: true }));
    const accounts = [{ user: 'jean', password: 'sign me in', mailbox }];
    gateway = await startGateway({ port: 0, listLength: 200, accounts });
    cable = await layCable(gateway.origin);
    world = await createWorld(name);
    const apiAddress = gateway.apiAddress.replace(gateway.origin, cable.origin);
    await world.addAccount('Home', { ...gateway, apiAddress }, { user: 'jean', password: 'sign me in' });
    popup = await world.openPopup();
  });
  afterAll(async () => {
    await world?.close();
    await cable?.cut();
    await gateway?.close();
    await mailbox?.close?.();
    await dovecot?.close();
  });

  /** Each test begins with three unread mails in the inbox, and no others. */
  beforeEach(async () => {
    await dovecot.admin('jean', 'flags add', '\\Seen', 'mailbox', 'INBOX', 'all');
    round += 1;
    for (const word of ['one', 'two', 'three']) await dovecot.deliver('jean', mail(`${word} ${round}`));
    await shows('three', 'two', 'one');
    await world.badge('3');
  });
  let round = 0;

  /** Checks until the popup lists these mails of the round. */
  async function shows(...words: string[]): Promise<void> {
    await listed(async () => {
      await checkNow(world.settings);
      return subjects();
    }, words);
  }

  const subjects = async () => (await readRows(popup)).map(({ subject }) => subject);

  /** Waits, without a check of its own, until the popup lists these. */
  const lists = (...words: string[]) => listed(subjects, words);

  /** In any order: the server orders mails of the same second by the time at which they came to the folder. */
  const listed = (find: () => Promise<string[]>, words: readonly string[]) => {
    const wanted = words.map(word => `${word} ${round}`).sort();
    return waitFor(find, found => found.sort().join() === wanted.join());
  };

  const focusRow = async (word: string) => {
    await popup.bringToFront();
    await popup.evaluate(subject => {
      const all = [...document.querySelectorAll<HTMLElement>('.message')];
      all.find(row => row.querySelector('.subject')?.textContent === subject)?.focus();
    }, `${word} ${round}`);
  };
  /** A row's buttons appear with the pointer. */
  const clickInRow = async (word: string, button: string) => {
    await focusRow(word);
    const row = await popup.evaluateHandle(() => document.activeElement?.closest('li') ?? null);
    await (await row.asElement()?.$(`button[aria-label="${button}"]`))?.click();
  };
  const key = async (word: string, ...keys: Parameters<Page['keyboard']['press']>[0][]) => {
    await focusRow(word);
    for (const each of keys) await popup.keyboard.press(each);
  };
  const shiftI = async (word: string) => {
    await focusRow(word);
    await popup.keyboard.down('Shift');
    await popup.keyboard.press('I');
    await popup.keyboard.up('Shift');
  };

  /** The folders in which the server has this mail of the round, with `read` if it is read. */
  async function places(word: string): Promise<string[]> {
    const out = await dovecot.admin(
      'jean',
      'fetch',
      'mailbox flags',
      'HEADER',
      'Message-ID',
      `<${word}${round}@`,
    );
    return out
      .split('\f')
      .map(part => ({
        folder: /^mailbox: (.*)$/m.exec(part)?.[1],
        flags: /^flags: (.*)$/m.exec(part)?.[1] ?? '',
      }))
      .filter(({ folder, flags }) => folder !== undefined && !flags.includes('\\Deleted'))
      .map(({ folder, flags }) => `${folder}${flags.includes('\\Seen') ? ' read' : ''}`);
  }

  const isIn = (word: string, ...folders: string[]) =>
    waitFor(
      () => places(word),
      found => found.join() === folders.join(),
    );

  /** How many times the server has done this with a mail of the round. */
  const times = async (event: string, word: string) =>
    (await dovecot.logged(event)).filter(line => line.includes(`<${word}${round}@`)).length;

  const sent = () =>
    waitFor(
      async () => Object.values(await storedMailboxes(world.settings)),
      ([stored]) => stored !== undefined && (stored.outbox ?? []).length === 0,
    );

  it('is marked as read by its row’s button, and unread again by Undo', async () => {
    await clickInRow('two', 'Mark as read');
    await lists('three', 'one');
    await world.badge('2');
    await isIn('two', 'INBOX read');
    await press(popup, 'Undo');
    await lists('three', 'two', 'one');
    await world.badge('3');
    await isIn('two', 'INBOX');
    await sent();
    await lists('three', 'two', 'one');
  });

  it('is archived and deleted by keys, and comes back by z', async () => {
    await key('three', 'e');
    await lists('two', 'one');
    await isIn('three', 'Archive');
    await key('two', 'z');
    await lists('three', 'two', 'one');
    await isIn('three', 'INBOX');
    await focusRow('one');
    await popup.keyboard.sendCharacter('#').catch(() => {});
    await popup.evaluate(() =>
      document.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', { key: '#', code: 'Digit3', shiftKey: true, bubbles: true }),
      ),
    );
    await lists('three', 'two');
    await isIn('one', 'Trash');
    await popup.keyboard.press('z');
    await lists('three', 'two', 'one');
    await isIn('one', 'INBOX');
    expect(await times('copy from INBOX', 'one')).toBe(1);
    await sent();
    await world.badge('3');
  });

  it('is marked as read by Shift+I, once', async () => {
    await shiftI('three');
    await lists('two', 'one');
    await world.badge('2');
    await isIn('three', 'INBOX read');
    await sent();
    expect(await times('flag_change', 'three')).toBe(1);
  });

  it('is all marked as read, and unread again by Undo', async () => {
    await press(popup, 'Mark all as read');
    await lists();
    await world.badge('');
    await isIn('one', 'INBOX read');
    await press(popup, 'Undo');
    await lists('three', 'two', 'one');
    for (const word of ['one', 'two', 'three']) await isIn(word, 'INBOX');
    await sent();
    await world.badge('3');
    expect(await places('old')).toEqual([]);
  });

  it('stays away though another program has read or deleted it meanwhile', async () => {
    await dovecot.admin(
      'jean',
      'flags add',
      '\\Seen',
      'mailbox',
      'INBOX',
      'HEADER',
      'Subject',
      `one ${round}`,
    );
    await key('one', 'e');
    await dovecot.admin('jean', 'expunge', 'mailbox', 'INBOX', 'HEADER', 'Subject', `two ${round}`);
    await key('two', 'e');
    await lists('three');
    await sent();
    await shows('three');
    await world.badge('1');
    expect(await popup.$('.alert')).toBeNull();
  });

  it('follows the popup’s opening of it at once, and the reader marks it as read', async () => {
    const rows = await readRows(popup);
    const page = await world.session.newPage();
    await page.goto(rows.find(({ subject }) => subject === `three ${round}`)?.url ?? '');
    await page.close();
    await isIn('three', 'INBOX read');
    await shows('two', 'one');
    await world.badge('2');
  });

  it('waits offline while the popup is closed, and is then moved exactly once', async () => {
    await cable.cut();
    await key('three', 'e');
    await lists('two', 'one');
    await shiftI('two');
    await lists('one');
    await world.badge('1');
    await popup.close();
    await checkNow(world.settings);
    expect(await places('three')).toEqual(['INBOX']);
    await cable.mend();
    await letTimePass(world.settings);
    await isIn('three', 'Archive');
    await isIn('two', 'INBOX read');
    await sent();
    popup = await world.openPopup();
    await lists('one');
    await world.badge('1');
    expect(await times('copy from INBOX', 'three')).toBe(1);
    expect(await times('flag_change', 'two')).toBe(1);
  });

  it('is moved exactly once though the background is killed before the server answers', async () => {
    dovecot.freeze();
    await key('two', 'e');
    await lists('three', 'one');
    await waitFor(
      async () => Object.values(await storedMailboxes(world.settings)),
      ([stored]) => stored?.outbox?.[0]?.begunAt !== undefined,
    );
    await kill(world);
    dovecot.resume();
    await isIn('two', 'Archive');
    await wake(world.settings);
    await letTimePass(world.settings);
    await sent();
    await lists('three', 'one');
    await world.badge('2');
    expect(await places('two')).toEqual(['Archive']);
    expect(await times('copy from INBOX', 'two')).toBe(1);
  });

  it('comes back with a word when the server refuses', async () => {
    await refusing(async () => {
      await key('three', 'e');
      await lists('three', 'two', 'one');
      await waitFor(
        () => problemIn(popup),
        text => text.startsWith(`Not archived: three ${round}`),
      );
      await world.badge('3');
    });
    expect(await places('three')).toEqual(['INBOX']);
  });

  /** While the mail server is down, the gateway can't act. */
  async function refusing(act: () => Promise<void>): Promise<void> {
    await dovecot.kill();
    await act().finally(dovecot.start);
  }
});
