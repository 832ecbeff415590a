import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { waitFor } from '../../src/launcher/wait-for';
import { type Actor, type Office, openOffice } from './acting';
import { checkNow, kill, letTimePass, storedMailboxes, storeSettings, wake } from './extension';
import { press, problemIn } from './user';
import { BROWSERS } from './world';

describe.each(BROWSERS)('mail that the user acts on in %s', name => {
  let office: Office;
  let actor: Actor;

  beforeAll(async () => {
    office = await openOffice();
    actor = await office.createActor(name);
  });
  afterAll(async () => {
    await actor?.close();
    await office?.close();
  });

  beforeEach(async () => {
    await office.deliver();
    await actor.shows('one', 'two', 'three');
    await actor.world.badge('3');
  });

  it('is marked as read by its row’s button, and unread again by Undo', async () => {
    await actor.click('two', 'Mark as read');
    await actor.lists('one', 'three');
    await actor.world.badge('2');
    await office.isIn('two', 'INBOX read');
    await press(actor.popup, 'Undo');
    await actor.lists('one', 'two', 'three');
    await actor.world.badge('3');
    await office.isIn('two', 'INBOX');
    await actor.sent();
    await actor.lists('one', 'two', 'three');
  });

  it('is archived and deleted by keys, and comes back by z', async () => {
    await actor.press('three', 'e');
    await actor.lists('one', 'two');
    await office.isIn('three', 'Archive');
    await actor.press('two', 'z');
    await actor.lists('one', 'two', 'three');
    await office.isIn('three', 'INBOX');
    await actor.press('one', '#');
    await actor.lists('two', 'three');
    await office.isIn('one', 'Trash');
    await actor.press('two', 'z');
    await actor.lists('one', 'two', 'three');
    await office.isIn('one', 'INBOX');
    expect(await office.times('copy from INBOX', 'one')).toBe(1);
    await actor.sent();
    await actor.world.badge('3');
  });

  it('is marked as read by Shift+I, once', async () => {
    await actor.press('three', 'I');
    await actor.lists('one', 'two');
    await actor.world.badge('2');
    await office.isIn('three', 'INBOX read');
    await actor.sent();
    expect(await office.times('flag_change', 'three')).toBe(1);
  });

  it('is all marked as read, and unread again by Undo', async () => {
    await press(actor.popup, 'Mark all as read');
    await actor.lists();
    await actor.world.badge('');
    await office.isIn('one', 'INBOX read');
    await press(actor.popup, 'Undo');
    await actor.lists('one', 'two', 'three');
    for (const word of ['one', 'two', 'three']) await office.isIn(word, 'INBOX');
    await actor.sent();
    await actor.world.badge('3');
  });

  it('stays away though another program has read or deleted it meanwhile', async () => {
    const inInbox = (word: string) => ['mailbox', 'INBOX', 'HEADER', 'Subject', office.subjectOf(word)];
    await office.dovecot.admin('jean', 'flags add', '\\Seen', ...inInbox('one'));
    await actor.press('one', 'e');
    await office.dovecot.admin('jean', 'expunge', ...inInbox('two'));
    await actor.press('two', 'e');
    await actor.lists('three');
    await actor.sent();
    await actor.shows('three');
    await actor.world.badge('1');
    expect(await problemIn(actor.popup)).toBe('');
  });

  it('is archived and deleted by its row’s buttons', async () => {
    await actor.click('one', 'Archive');
    await actor.click('two', 'Delete');
    await actor.lists('three');
    await actor.world.badge('1');
    await office.isIn('one', 'Archive');
    await office.isIn('two', 'Trash');
    await actor.sent();
    await actor.lists('three');
  });

  it('leaves the list at once when it is opened, and its reader marks it as read', async () => {
    await storeSettings(actor.world.settings, { openBehind: true });
    await actor.press('three', 'Enter');
    await actor.lists('one', 'two');
    await actor.world.badge('2');
    await office.isIn('three', 'INBOX read');
    await actor.sent();
    await actor.lists('one', 'two');
    await actor.world.badge('2');
  });

  it('waits offline while the popup is closed, and is then moved exactly once', async () => {
    await office.cable.cut();
    await actor.press('three', 'e');
    await actor.lists('one', 'two');
    await actor.press('two', 'I');
    await actor.lists('one');
    await actor.world.badge('1');
    await actor.reopen(async () => {
      await checkNow(actor.world.settings);
      expect(await office.places('three')).toEqual(['INBOX']);
      await office.cable.mend();
      await letTimePass(actor.world.settings);
      await office.isIn('three', 'Archive');
      await office.isIn('two', 'INBOX read');
      await actor.sent();
    });
    await actor.lists('one');
    await actor.world.badge('1');
    expect(await office.times('copy from INBOX', 'three')).toBe(1);
    expect(await office.times('flag_change', 'two')).toBe(1);
  });

  it('is moved exactly once though the background is killed before the server answers', async () => {
    office.dovecot.freeze();
    await actor.press('two', 'e');
    await actor.lists('one', 'three');
    await waitFor(
      async () => Object.values(await storedMailboxes(actor.world.settings)),
      ([stored]) => stored?.outbox?.some(({ begunAt }) => begunAt !== undefined) ?? false,
    ).finally(() => kill(actor.world).then(office.dovecot.resume));
    await office.isIn('two', 'Archive');
    await wake(actor.world.settings);
    await letTimePass(actor.world.settings);
    await actor.sent();
    await actor.lists('one', 'three');
    await actor.world.badge('2');
    expect(await office.places('two')).toEqual(['Archive']);
    expect(await office.times('copy from INBOX', 'two')).toBe(1);
  });

  it('comes back with a word when its archive is read-only', async () => {
    const { dovecot } = office;
    await dovecot.restrict('jean', 'Archive', 'lr');
    await actor.press('two', 'e');
    await waitFor(
      () => problemIn(actor.popup),
      text => text.startsWith(`Not archived: ${office.subjectOf('two')}`),
    ).finally(() => dovecot.restrict('jean', 'Archive', 'lrwstipekxa'));
    expect(await problemIn(actor.popup)).toContain('read-only');
    await actor.lists('one', 'two', 'three');
    await actor.world.badge('3');
    expect(await office.places('two')).toEqual(['INBOX']);
    await press(actor.popup, 'Close');
  });

  it('comes back with a word while the mail server is down', async () => {
    await office.dovecot.kill();
    await actor.press('three', 'e');
    await waitFor(
      () => problemIn(actor.popup),
      text => text.startsWith(`Not archived: ${office.subjectOf('three')}`),
    ).finally(office.dovecot.start);
    await actor.lists('one', 'two', 'three');
    await actor.world.badge('3');
    expect(await office.places('three')).toEqual(['INBOX']);
    await press(actor.popup, 'Close');
    await waitFor(
      () => problemIn(actor.popup),
      text => text === '',
    );
  });
});

describe('two browsers that act on the same mail', () => {
  let office: Office;
  let actors: readonly [Actor, Actor];

  beforeAll(async () => {
    office = await openOffice();
    actors = [await office.createActor('chromium'), await office.createActor('firefox')];
    await office.deliver();
    for (const actor of actors) await actor.shows('one', 'two', 'three');
  });
  afterAll(async () => {
    for (const actor of actors ?? []) await actor.close();
    await office?.close();
  });

  it('agree in the end, and undo nothing of each other', async () => {
    const [first, second] = actors;
    await Promise.all([first.press('one', 'e'), second.press('one', 'e')]);
    await first.press('two', 'I');
    await office.isIn('two', 'INBOX read');
    await second.press('two', 'e');
    for (const actor of actors) {
      await actor.sent();
      await actor.shows('three');
      await actor.world.badge('1');
    }
    expect(await office.places('one')).toEqual(['Archive']);
    expect(await office.places('two')).toEqual(['Archive read']);

    await first.press('three', '#');
    await office.isIn('three', 'Trash');
    await second.shows();
    await first.press('three', 'z');
    await office.isIn('three', 'INBOX');
    for (const actor of actors) await actor.shows('three');
  });
});
