import { beforeEach, describe, expect, test } from 'vitest';
import { createActs } from '../../src/background/act';
import { createChecks } from '../../src/background/checks';
import { pressNotice } from '../../src/background/press-notice';
import { MAIL_ACTIONS } from '../../src/core/answer/api-vocabulary';
import { MINUTE, makeAccount, makeMessage, NOW } from '../make';
import { createWorld, listing, reading, results, settled, type World } from './world';

const home = makeAccount({ id: 'home', name: 'Home' });
const mail = (id: string) => makeMessage(id, { messageId: `m-${id}`, date: NOW + MINUTE });

let world: World;
let done: string[];

/** Presses a button of a notification in a new background. */
async function press(id: string, index: number): Promise<void> {
  const acts = createActs({ ...world.effects, checks: createChecks(world.effects), newId: () => 'new' });
  await pressNotice(id, index, {
    loadState: world.effects.loadState,
    act: acts.act,
    open: async notice => void done.push(`open ${notice}`),
    snooze: async () => void done.push('snooze'),
    newId: () => crypto.randomUUID(),
    clearNotice: world.effects.clearNotice,
  });
  await settled();
}

/** Announces these mails. */
async function receive(...ids: string[]): Promise<void> {
  const actions = [...MAIL_ACTIONS];
  world.servers.set('home', listing([], { actions }));
  await createChecks(world.effects).checkNow();
  const left = new Set(ids);
  const listed = () => ids.filter(id => left.has(id)).map(mail);
  world.servers.set('home', () => listing(listed(), { actions })());
  world.actors.set('home', (_action, given) => {
    for (const id of given) left.delete(id.replace('m-', ''));
    return results(given);
  });
  await createChecks(world.effects).checkNow();
}

beforeEach(() => {
  world = createWorld([home]);
  done = [];
});

describe('a button of a notification', () => {
  test('does what it says without opening anything, and removes the notification', async () => {
    await receive('b', 'a');
    expect([...world.tray.keys()]).toEqual(['home|mail|a', 'home|mail|b']);
    await press('home|mail|a', 1);
    expect(world.posted).toEqual(['home markRead m-a']);
    expect([...world.tray.keys()]).toEqual(['home|mail|b']);
    expect([done, world.badge?.text]).toEqual([[], '1']);
  });

  test('does it once, even if it is pressed twice', async () => {
    await receive('b', 'a');
    await Promise.all([press('home|mail|a', 1), press('home|mail|a', 1)]);
    await press('home|mail|a', 1);
    expect(world.posted).toEqual(['home markRead m-a']);
  });

  test('does it again with the mails that were refused', async () => {
    await receive('e', 'd', 'c', 'b', 'a');
    const [summary = ''] = world.tray.keys();
    const perform = world.actors.get('home');
    world.actors.set('home', (_action, ids) =>
      reading({
        kind: 'results',
        results: ids.map(messageId =>
          messageId === 'm-c'
            ? { messageId, status: 'refused', reason: 'read-only' }
            : { messageId, status: 'done' },
        ),
      })(),
    );
    world.servers.set('home', listing([mail('c')], { actions: [...MAIL_ACTIONS] }));
    await press(summary, 1);
    expect([...world.tray.keys()]).toEqual([summary]);
    if (perform) world.actors.set('home', perform);
    world.servers.set('home', listing([], { actions: [...MAIL_ACTIONS] }));
    await press(summary, 1);
    expect(world.posted).toEqual(['home markRead m-e m-d m-c m-b m-a', 'home markRead m-c']);
    expect([world.badge?.text, world.tray.size]).toEqual(['', 0]);
  });

  test.each([0, 1])('opens the list if nothing is stored about it: button %i', async index => {
    await receive('a');
    world.store('home', { ...world.mailboxOf('home'), announced: [] });
    await press('home|mail|a', index);
    expect([done, world.posted]).toEqual([['open home|mail|a'], []]);
  });

  test('opens the mail or snoozes', async () => {
    world.settings = { ...world.settings, noticeButtons: ['snooze', 'open'] };
    await receive('b', 'a');
    await press('home|mail|a', 0);
    expect(world.tray.has('home|mail|a')).toBe(false);
    await press('home|mail|b', 1);
    expect(done).toEqual(['snooze', 'open home|mail|b']);
    expect(world.posted).toEqual([]);
  });

  test('still does what it said when the user has chosen other buttons since', async () => {
    await receive('a');
    world.settings = { ...world.settings, noticeButtons: ['delete', 'archive'] };
    await press('home|mail|a', 1);
    expect(world.posted).toEqual(['home markRead m-a']);
  });

  test('of a summary does it with all its mails', async () => {
    await receive('e', 'd', 'c', 'b', 'a');
    const [summary = ''] = world.tray.keys();
    await press(summary, 1);
    expect(world.posted).toEqual(['home markRead m-e m-d m-c m-b m-a']);
    expect([world.badge?.text, world.tray.size]).toEqual(['', 0]);
  });

  test('of an older version opens or snoozes', async () => {
    await receive('b', 'a');
    const mailbox = world.mailboxOf('home');
    const announced = mailbox.announced.map(({ buttons: _new, ...entry }) => entry);
    world.store('home', { ...mailbox, announced });
    await press('home|mail|a', 0);
    await press('home|mail|b', 1);
    expect(done).toEqual(['open home|mail|a', 'snooze']);
  });

  test('keeps the notification if it can’t be stored', async () => {
    await receive('a');
    world.effects.updateMailboxOf = () => Promise.reject(new Error('full'));
    await expect(press('home|mail|a', 1)).rejects.toThrow('full');
    expect(world.tray.size).toBe(1);
  });

  test('of the test notification only removes it, if it would do something with mail', async () => {
    world.tray.set('|sample', { id: '|sample', about: 'mail', title: '', message: '', messageIds: [] });
    await press('|sample', 1);
    expect([done, world.posted, world.tray.size]).toEqual([[], [], 0]);
  });
});

test('a notification goes with the mail that the user acts on in the popup', async () => {
  await receive('b', 'a');
  const acts = createActs({ ...world.effects, checks: createChecks(world.effects), newId: () => 'new' });
  await acts.act('home', { entryId: 'x', action: 'archive', ids: ['a'] });
  expect([...world.tray.keys()]).toEqual(['home|mail|b']);
  await settled();
  await acts.undo('home', 'x');
  await settled();
  expect(world.shown).toHaveLength(2);
});
