import { beforeEach, describe, expect, test } from 'vitest';
import { present, redraw } from '../../src/background/present';
import { makeAccount, makeMailbox, makeMessage } from '../make';
import { t } from '../translate';
import { createWorld, type World } from './world';

const messages = ['1', '2', '3', '4', '5'].map(id => makeMessage(id));

let world: World;

/** Stores a mailbox that lists five mails, of which these have yet to be announced. */
function pending(...ids: string[]): void {
  world.state = { ...world.state, mailboxes: { home: makeMailbox({ unread: 5, messages, pending: ids }) } };
}

beforeEach(() => {
  world = createWorld([makeAccount({ id: 'home', name: 'Home' })]);
});

describe('what is pending', () => {
  test('is shown, and is pending no longer', async () => {
    pending('1', '2');
    await present('home', world.effects);
    expect([...world.tray.keys()].sort()).toEqual(['home|1', 'home|2']);
    expect(world.mailboxOf('home').pending).toEqual([]);
    expect(world.mailboxOf('home').announced.map(({ notice }) => notice)).toEqual([...world.tray.keys()]);
  });

  test('is summed up in one notice when there is much', async () => {
    pending('1', '2', '3', '4');
    await present('home', world.effects);
    expect([...world.tray.keys()]).toEqual(['home|summary']);
    const [announced] = world.mailboxOf('home').announced;
    expect(announced?.title).toBe('4 new e-mails');
    expect(world.mailboxOf('home').pending).toEqual([]);
  });

  test('passes silently while notifications are off, and is not made up for later', async () => {
    pending('1', '2');
    world.state = { ...world.state, settings: { ...world.state.settings, notifications: false } };
    await present('home', world.effects);
    expect(world.tray.size).toBe(0);
    expect(world.mailboxOf('home')).toMatchObject({ pending: [], announced: [] });
    expect(world.badge?.text).toBe('5');

    world.state = { ...world.state, settings: { ...world.state.settings, notifications: true } };
    await present('home', world.effects);
    expect(world.tray.size).toBe(0);
  });

  test('stays so where the browser can’t show it, and the badge is drawn all the same', async () => {
    pending('1');
    world.effects.showNotice = async () => {
      throw new Error('no notifications here');
    };
    await expect(present('home', world.effects)).rejects.toThrow('no notifications');
    expect(world.mailboxOf('home').pending).toEqual(['1']);
    expect(world.badge?.text).toBe('5');
  });

  test('while a check adds to it loses nothing', async () => {
    pending('1');
    const { showNotice } = world.effects;
    world.effects.showNotice = async notice => {
      await world.effects.updateMailbox('home', mailbox => ({
        ...mailbox,
        pending: [...mailbox.pending, '2'],
      }));
      return showNotice(notice);
    };
    await present('home', world.effects);
    expect(world.mailboxOf('home').pending).toEqual(['2']);
  });
});

test('a notice whose mail was read is taken down, others stay', async () => {
  pending('1');
  await present('home', world.effects);
  const elsewhere = { id: 'other|9', title: '', message: '', messageIds: [] };
  world.tray.set('other|9', elsewhere);
  await world.effects.updateMailbox('home', mailbox => ({ ...mailbox, messages: messages.slice(1) }));
  await present('home', world.effects);
  expect([...world.tray.keys()]).toEqual(['other|9']);
});

test('an account that is gone shows nothing', async () => {
  pending('1');
  world.state = { ...world.state, accounts: [] };
  await present('home', world.effects);
  expect(world.tray.size).toBe(0);
  expect(world.badge?.text).toBe('+');
});

test('redrawing shows what is stored', async () => {
  await redraw(world.effects);
  expect(world.badge?.text).toBe('…');
  pending();
  await redraw(world.effects);
  expect(world.badge?.text).toBe('5');
  expect(world.badge?.title.map(t)).toEqual([expect.stringMatching(/^Home: 5 unread e-mails/)]);
  expect(world.tray.size).toBe(0);
});
