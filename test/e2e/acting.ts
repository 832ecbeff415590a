import type { Page } from 'puppeteer-core';
import { startGateway } from '../../src/gateway/server/server';
import type { BrowserName } from '../../src/launcher/browsers/session';
import { readRows } from '../../src/launcher/look';
import { waitFor } from '../../src/launcher/wait-for';
import { type Dovecot, startDovecot } from '../imap/dovecot';
import { mail, PASSWORD } from '../imap/mails';
import { makeMailbox } from '../imap/post-office';
import { type Cable, layCable } from './cable';
import { checkNow, storedMailboxes } from './extension';
import { createWorld, type World } from './world';

/** Each copy, flag and removal stands in the server's log, with the Message-ID. Folders can be restricted. */
const NOTED = `mail_plugins = notify mail_log acl
plugin {
  acl = vfile::cache_secs=0
  mail_log_events = copy flag_change expunge
  mail_log_fields = box msgid flags
}
`;

/** A real mailbox at a gateway. The words `one`, `two` and `three` mean the mails of the present round. */
export interface Office {
  dovecot: Dovecot;
  /** The browsers' way to the gateway. */
  cable: Cable;
  /** Reads all mail, and delivers three new ones. */
  deliver(): Promise<void>;
  subjectOf(word: string): string;
  /** The folders in which the mail server has this mail, with `read` if it is read. */
  places(word: string): Promise<string[]>;
  isIn(word: string, ...places: string[]): Promise<unknown>;
  /** How many times the mail server has done this with the mail. */
  times(event: string, word: string): Promise<number>;
  createActor(name: BrowserName): Promise<Actor>;
  close(): Promise<void>;
}

/** A user with a browser and an open popup. */
export interface Actor {
  world: World;
  popup: Page;
  /** Closes the popup, and opens it again after `meanwhile`. */
  reopen(meanwhile?: () => Promise<void>): Promise<void>;
  /**
   * Waits, without a check, until the popup lists these mails, in any order: the server orders those of one second by
   * their arrival in the folder.
   */
  lists(...words: string[]): Promise<unknown>;
  /** Checks until the popup lists these mails. */
  shows(...words: string[]): Promise<unknown>;
  /** Clicks the button that a row shows under the pointer. */
  click(word: string, button: string): Promise<void>;
  /** Presses a key in a row. */
  press(word: string, key: 'e' | 'I' | '#' | 'z' | 'Enter'): Promise<void>;
  /** Waits until nothing is left to send or to confirm. */
  sent(): Promise<unknown>;
  close(): Promise<void>;
}

export async function openOffice(): Promise<Office> {
  const dovecot = await startDovecot(NOTED);
  await dovecot.setPassword('jean', PASSWORD);
  await dovecot.deliver('jean', mail('old'), { seen: true });
  await dovecot.admin('jean', 'mailbox create', 'Archive');
  const options = { listLength: () => 200, pollEvery: 500, readsOnOpen: true };
  const { mailbox } = makeMailbox(dovecot, 'jean', options);
  const accounts = [{ user: 'jean', password: 'sign me in', mailbox }];
  const gateway = await startGateway({ port: 0, listLength: 200, accounts });
  const cable = await layCable(gateway.origin);
  const apiAddress = gateway.apiAddress.replace(gateway.origin, cable.origin);
  let round = 0;
  const subjectOf = (word: string) => `${word} ${round}`;
  const messageId = (word: string) => `<${word}${round}@`;

  const places = async (word: string) => {
    const query = ['mailbox flags', 'HEADER', 'Message-ID', messageId(word)];
    const found = (await dovecot.admin('jean', 'fetch', ...query)).split('\f').flatMap(part => {
      const folder = /^mailbox: (.*)$/m.exec(part)?.[1];
      const flags = /^flags: (.*)$/m.exec(part)?.[1] ?? '';
      return folder === undefined || flags.includes('\\Deleted') ? [] : { folder, flags };
    });
    return found.map(({ folder, flags }) => `${folder}${flags.includes('\\Seen') ? ' read' : ''}`);
  };

  return {
    dovecot,
    cable,
    async deliver() {
      await dovecot.admin('jean', 'flags add', '\\Seen', 'mailbox', 'INBOX', 'all');
      round += 1;
      for (const word of ['one', 'two', 'three']) await dovecot.deliver('jean', mail(subjectOf(word)));
    },
    subjectOf,
    places,
    isIn: (word, ...wanted) =>
      waitFor(
        () => places(word),
        found => found.join() === wanted.join(),
      ),
    times: async (event, word) =>
      (await dovecot.logged(event)).filter(line => line.includes(messageId(word))).length,
    async createActor(name) {
      const world = await createWorld(name);
      await world.addAccount('Home', { ...gateway, apiAddress }, { user: 'jean', password: 'sign me in' });
      return actorIn(world, await world.openPopup(), subjectOf);
    },
    async close() {
      await cable.cut();
      await gateway.close();
      await mailbox.close?.();
      await dovecot.close();
    },
  };
}

function actorIn(world: World, opened: Page, subjectOf: (word: string) => string): Actor {
  let popup = opened;
  const subjects = async () => (await readRows(popup)).map(({ subject }) => subject);
  const listed = (find: () => Promise<string[]>, words: readonly string[]) => {
    const wanted = words.map(subjectOf).sort().join();
    return waitFor(find, found => found.sort().join() === wanted);
  };
  const focusRow = async (word: string) => {
    await popup.bringToFront();
    // Keys act on the row under the pointer, if it rests on one.
    await popup.mouse.move(0, 0);
    await popup.evaluate(subject => {
      const rows = [...document.querySelectorAll<HTMLElement>('.message')];
      rows.find(row => row.querySelector('.subject')?.textContent === subject)?.focus();
    }, subjectOf(word));
  };
  return {
    world,
    get popup() {
      return popup;
    },
    async reopen(meanwhile = async () => {}) {
      await popup.close();
      await meanwhile();
      popup = await world.openPopup();
    },
    lists: (...words) => listed(subjects, words),
    shows: (...words) =>
      listed(async () => {
        await checkNow(world.settings);
        return subjects();
      }, words),
    async click(word, button) {
      await focusRow(word);
      const row = await popup.evaluateHandle(() => document.activeElement?.closest('li') ?? null);
      await (await row.asElement()?.$(`button[aria-label="${button}"]`))?.click();
    },
    async press(word, key) {
      await focusRow(word);
      if (key === 'I') await popup.keyboard.down('Shift');
      await popup.keyboard.press(key);
      if (key === 'I') await popup.keyboard.up('Shift');
    },
    sent: () =>
      waitFor(
        async () => Object.values(await storedMailboxes(world.settings)),
        ([stored]) => stored !== undefined && (stored.outbox ?? []).length === 0,
      ),
    close: () => world.close(),
  };
}
