import { beforeEach, describe, expect, test } from 'vitest';
import { present, redraw } from '../../src/background/present';
import { withAccount } from '../../src/core/account/account-form';
import { type Mailbox, NOTHING_PENDING, type Pending } from '../../src/core/mailbox/mailbox';
import { makeAccount, makeMailbox, makeMessage } from '../make';
import { t } from '../translate';
import { createWorld, type World } from './world';

const home = makeAccount({ id: 'home', name: 'Home' });
const work = makeAccount({ id: 'work', name: 'Work' });
const messages = ['1', '2', '3', '4', '5'].map(id => makeMessage(id));

let world: World;

/** Stores a mailbox that lists five mails, of which these are pending. */
function pending(...mails: string[]): void {
  store({ pending: { ...NOTHING_PENDING, mails } });
}

function store(change: Partial<Mailbox>): void {
  world.store('home', makeMailbox({ unread: 5, sms: 2, messages, ...change }));
}

const presentHome = () => present(['home'], world.effects);
const tray = () => [...world.tray.keys()];
const pendingNow = () => world.mailboxOf('home').pending;

/** A promise that resolves when `open` is called. */
function createGate() {
  const gate = { open: () => {}, opened: Promise.resolve() };
  gate.opened = new Promise(resolve => Object.assign(gate, { open: resolve }));
  return gate;
}

beforeEach(() => {
  world = createWorld([home]);
});

describe('pending mail', () => {
  test('is shown, and is then no longer pending', async () => {
    pending('1', '2');
    await presentHome();
    expect(tray()).toEqual(['home|mail|2', 'home|mail|1']);
    expect(pendingNow()).toEqual(NOTHING_PENDING);
    expect(world.mailboxOf('home').announced.map(({ id }) => id)).toEqual(tray());
  });

  test('is shown as one summary if there are many mails', async () => {
    pending('1', '2', '3', '4');
    await presentHome();
    expect(tray()).toHaveLength(1);
    expect(world.mailboxOf('home').announced).toMatchObject([
      { title: '4 new e-mails', messageIds: expect.arrayContaining(['1', '2', '3', '4']) },
    ]);
    expect(pendingNow()).toEqual(NOTHING_PENDING);
  });

  test('is shown and stored only as far as the privacy setting allows', async () => {
    world.settings = { ...world.settings, notificationPrivacy: 'count' };
    pending('1', '2');
    await presentHome();
    const said = { title: '2 new e-mails', message: '' };
    expect(world.shown).toMatchObject([said]);
    expect(world.mailboxOf('home').announced).toMatchObject([said]);
    expect(pendingNow()).toEqual(NOTHING_PENDING);
  });

  test('and SMS and stopped checks are each shown once', async () => {
    store({
      failure: { kind: 'account', code: 103 },
      pending: { mails: ['1'], unlisted: 0, sms: 1, stop: true },
    });
    await presentHome();
    await presentHome();
    expect(world.shown.map(({ id }) => id)).toEqual(['home|stop', 'home|sms|2', 'home|mail|1']);
    expect(pendingNow()).toEqual(NOTHING_PENDING);
    expect(world.mailboxOf('home').toldOfStop).toBe(true);
    expect(world.mailboxOf('home').announced.map(({ about }) => about)).toEqual(['stop', 'sms', 'mail']);
  });

  test('that is already on screen, shown by a killed worker, is not shown again', async () => {
    pending('1', '2');
    await world.effects.showNotice(
      {
        id: 'home|mail|1',
        about: 'mail',
        title: 'Sender 1',
        message: 'Subject 1',
        messageIds: ['1'],
      },
      false,
    );
    await presentHome();
    expect(world.shown.map(({ id }) => id)).toEqual(['home|mail|1', 'home|mail|2']);
    expect(pendingNow()).toEqual(NOTHING_PENDING);
    expect(world.mailboxOf('home').announced.map(({ id }) => id)).toEqual(['home|mail|2', 'home|mail|1']);
  });

  test('is dropped while notifications are off, and not announced later', async () => {
    pending('1', '2');
    world.settings = { ...world.settings, notifications: false };
    await presentHome();
    expect(world.tray.size).toBe(0);
    expect(world.mailboxOf('home')).toMatchObject({ pending: NOTHING_PENDING, announced: [] });
    expect(world.badge?.text).toBe('7');

    world.settings = { ...world.settings, notifications: true };
    await presentHome();
    expect(world.tray.size).toBe(0);
  });

  test('is dropped if it is SMS and SMS don’t count', async () => {
    store({ pending: { ...NOTHING_PENDING, mails: ['1'], sms: 2 } });
    world.settings = { ...world.settings, countSms: false };
    await presentHome();
    expect(tray()).toEqual(['home|mail|1']);
    expect(world.badge?.text).toBe('5');

    world.settings = { ...world.settings, countSms: true };
    await presentHome();
    expect(tray()).toEqual(['home|mail|1']);
  });

  test('stays pending if the browser can’t show it, and the badge is still drawn', async () => {
    pending('1');
    const { showNotice } = world.effects;
    world.effects.showNotice = async () => {
      throw new Error('no notifications here');
    };
    await presentHome();
    expect(pendingNow().mails).toEqual(['1']);
    expect(world.mailboxOf('home').announced).toEqual([]);
    expect(world.badge?.text).toBe('7');

    world.effects.showNotice = showNotice;
    await presentHome();
    expect(tray()).toEqual(['home|mail|1']);
  });

  test('is shown as far as the browser allows', async () => {
    pending('1', '2', '3');
    const { showNotice } = world.effects;
    world.effects.showNotice = async (notice, stays) => {
      if (notice.id === 'home|mail|2') throw new Error('not this one');
      return showNotice(notice, stays);
    };
    await presentHome();
    expect(tray().sort()).toEqual(['home|mail|1', 'home|mail|3']);
    expect(pendingNow().mails).toEqual(['2']);
  });

  test('is not lost when a check adds more', async () => {
    pending('1');
    const { showNotice } = world.effects;
    world.effects.showNotice = async (notice, stays) => {
      await world.effects.updateMailbox('home', ({ pending, ...mailbox }) => ({
        ...mailbox,
        pending: { ...pending, mails: [...pending.mails, '2'] },
      }));
      return showNotice(notice, stays);
    };
    await presentHome();
    expect(pendingNow().mails).toEqual(['2']);
  });

  test('is shown once if two calls present it at the same time', async () => {
    pending('1', '2');
    const gate = createGate();
    const { showNotice } = world.effects;
    world.effects.showNotice = async (notice, stays) => {
      await gate.opened;
      return showNotice(notice, stays);
    };
    const both = [presentHome(), presentHome()];
    await new Promise(resolve => setImmediate(resolve));
    gate.open();
    await Promise.all(both);
    expect(world.shown.map(({ id }) => id)).toEqual(['home|mail|2', 'home|mail|1']);
  });

  test('is shown for the given accounts, with their names', async () => {
    world.accounts = [home, work];
    pending('1');
    world.store('work', makeMailbox({ messages, pending: { ...NOTHING_PENDING, mails: ['2'] } }));
    await present(['work'], world.effects);
    expect(tray()).toEqual(['work|mail|2']);
    await present(['home', 'work'], world.effects);
    expect([...world.tray.values()].map(({ id, context }) => [id, context])).toEqual([
      ['work|mail|2', 'Work'],
      ['home|mail|1', 'Home'],
    ]);
  });
});

describe('a stale notification is removed', () => {
  const all: Pending = { mails: ['1'], unlisted: 0, sms: 2, stop: true };
  const everything = ['home|stop', 'home|sms|2', 'home|mail|1'];

  beforeEach(async () => {
    store({ failure: { kind: 'account', code: 103 }, pending: all });
    await presentHome();
    const elsewhere = { id: 'other|9', about: 'mail' as const, title: '', message: '', messageIds: [] };
    world.tray.set('other|9', elsewhere);
    expect(tray()).toEqual([...everything, 'other|9']);
  });

  test.each<[string, Partial<Mailbox>, string[]]>([
    ['its mail was read', { messages: messages.slice(1) }, ['home|stop', 'home|sms|2']],
    ['some of its SMS were read', { sms: 1 }, ['home|stop', 'home|mail|1']],
    ['only the server is unreachable', { failure: { kind: 'offline' } }, ['home|sms|2', 'home|mail|1']],
    ['nothing has changed', {}, everything],
  ])('if %s, the others stay', async (_what, change, left) => {
    await world.effects.updateMailbox('home', mailbox => ({ ...mailbox, ...change }));
    await presentHome();
    expect(tray()).toEqual([...left, 'other|9']);
  });

  test.each([{ token: 'new-token' }, { endpoint: 'https://elsewhere.example/' }, { servicePassword: 'new' }])(
    'if checks have stopped and the user has changed %j',
    async change => {
      world.accounts = withAccount(world.accounts, { ...home, ...change });
      await presentHome();
      expect(tray()).not.toContain('home|stop');
    },
  );

  test('if the account has moved to another server without that mail', async () => {
    world.accounts = withAccount(world.accounts, { ...home, endpoint: 'https://elsewhere.example/' });
    const [moved] = world.accounts;
    const known = world.state().mailboxes.home;
    if (!moved || !known) throw new Error('no account');
    world.store('home', { ...known, messages: [], sms: 0 });
    await presentHome();
    expect(tray()).toEqual(['other|9']);
  });
});

test('a removed account shows nothing', async () => {
  pending('1');
  world.accounts = [];
  await presentHome();
  expect(world.tray.size).toBe(0);
  expect(world.badge?.text).toBe('+');
});

test('an account that was never checked shows nothing', async () => {
  await presentHome();
  expect(world.tray.size).toBe(0);
  expect(world.badge?.text).toBe('…');
});

test('redraw shows the stored state', async () => {
  await redraw(world.effects);
  expect(world.badge?.text).toBe('…');
  pending();
  await redraw(world.effects);
  expect(world.badge?.text).toBe('7');
  expect(world.badge?.title.map(t)).toEqual([expect.stringMatching(/^Home: 5 unread e-mails, 2 SMS/)]);
  expect(world.tray.size).toBe(0);
});

test('the later of two simultaneous redraws draws the latest state', async () => {
  pending();
  const { drawBadge } = world.effects;
  const gate = createGate();
  world.effects.drawBadge = async badge => {
    if (badge.text === '7') await gate.opened;
    return drawBadge(badge);
  };
  const first = redraw(world.effects);
  await new Promise(resolve => setImmediate(resolve));
  store({ unread: 1, sms: 0 });
  const second = redraw(world.effects);
  await new Promise(resolve => setImmediate(resolve));
  gate.open();
  await Promise.all([first, second]);
  expect(world.badge?.text).toBe('1');
});
