import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Message } from '../../../src/core/answer/answer';
import { type ListedMail, withFormerIds, withIdentities } from '../../../src/core/answer/identity';
import { NOW } from '../../make';

function mail(change: Partial<ListedMail> = {}): ListedMail {
  return {
    messageId: '1',
    from: { name: 'Zoé', address: 'zoe@example.com' },
    subject: 'Crumble',
    beginning: '',
    date: NOW,
    ...change,
  };
}

function undated(change: Partial<ListedMail> = {}): ListedMail {
  const { date: _date, ...rest } = mail(change);
  return rest;
}

const idsOf = (messages: readonly Message[]) => messages.map(({ id }) => id);

/** The ids of these mails in a list after another list. */
function idsAfter(former: readonly ListedMail[], now: readonly ListedMail[]): [string[], string[]] {
  const before = withIdentities(former);
  return [idsOf(before), idsOf(withFormerIds(withIdentities(now), before))];
}

describe('a mail keeps its id', () => {
  test.each<[string, ListedMail, ListedMail]>([
    ['with another server id', mail(), mail({ messageId: '2' })],
    ['without a server id', mail(), mail({ messageId: '' })],
    ['with another link', mail({ link: 'https://m.example/1' }), mail({ link: 'https://m.example/2' })],
    ['with another preview', mail(), mail({ beginning: 'The recipe' })],
    ['with another sender name', mail(), mail({ from: { name: 'Z', address: 'Zoe@Example.com' } })],
    ['undated, with another server id', undated(), undated({ messageId: '2' })],
    [
      'undated, without a server id, with another link',
      undated({ messageId: '', link: 'https://m.example/1' }),
      undated({ messageId: '', link: 'https://m.example/2' }),
    ],
  ])('%s', (_how, former, now) => {
    const [[before], [after]] = idsAfter([former], [now]);
    expect(after).toBe(before);
  });

  test('among equal mails, by the server’s id', () => {
    const [a, b, c] = ['1', '2', '3'].map(messageId => mail({ messageId }));
    if (!a || !b || !c) throw new Error('three mails');
    const [before, after] = idsAfter([c, b, a], [c, a]);
    expect(after).toEqual([before[0], before[2]]);
  });
});

test('mails keep their order, and each further equal one gets the next number', () => {
  const listed = withIdentities([
    mail({ subject: 'Cake' }),
    ...['3', '2', '1'].map(messageId => mail({ messageId })),
  ]);
  expect(listed.map(({ subject }) => subject)).toEqual(['Cake', 'Crumble', 'Crumble', 'Crumble']);
  const [, third, second, first] = idsOf(listed);
  expect([second, third]).toEqual([`${first}.2`, `${first}.3`]);
});

test('only the id of an undated mail depends on the server’s id', () => {
  const idOf = (it: ListedMail) => withIdentities([it])[0]?.id;
  expect(idOf(mail({ messageId: '2' }))).toBe(idOf(mail()));
  expect(idOf(undated({ messageId: '2' }))).not.toBe(idOf(undated()));
});

describe('a mail has another id', () => {
  test.each<[string, ListedMail, ListedMail]>([
    ['with another sender', mail(), mail({ from: { name: 'Zoé', address: 'zoe@other.example' } })],
    [
      'with another sender name and no address',
      mail({ from: { name: 'A', address: '' } }),
      mail({ from: { name: 'B', address: '' } }),
    ],
    ['with another subject', mail(), mail({ subject: 'Cake' })],
    ['with another date', mail(), mail({ date: NOW + 1000 })],
    ['undated, with another subject', undated(), undated({ subject: 'Cake' })],
  ])('%s, with the same server id', (_how, former, now) => {
    const [[before], [after]] = idsAfter([former], [now]);
    expect(after).not.toBe(before);
  });

  test('with the same letters split differently between sender and subject', () => {
    const [one, other] = ['a', 'ab'].map(address =>
      mail({ from: { name: '', address }, subject: 'abc'.slice(address.length) }),
    );
    if (!one || !other) throw new Error('two mails');
    const [[before], [after]] = idsAfter([one], [other]);
    expect(after).not.toBe(before);
    expect(after).not.toBe(`${before}.2`);
  });

  test('with a new server id, if an equal mail kept its own', () => {
    const [before, after] = idsAfter(
      [mail({ messageId: '2' }), mail({ messageId: '1' })],
      [mail({ messageId: '9' }), mail({ messageId: '1' })],
    );
    expect(after).toEqual(before);
    const [[, kept], [, still]] = idsAfter(
      [mail({ messageId: '1' }), mail({ messageId: '2' })],
      [mail({ messageId: '9' }), mail({ messageId: '2' })],
    );
    expect(still).toBe(kept);
  });

  test('if there is one more equal mail', () => {
    const [before, after] = idsAfter(
      [mail(), mail({ messageId: '2' })],
      [mail({ messageId: '3' }), mail({ messageId: '4' }), mail({ messageId: '5' })],
    );
    expect(after.filter(id => before.includes(id))).toHaveLength(2);
    expect(new Set(after).size).toBe(3);
  });
});

test('a mail listed twice with equal fields counts once', () => {
  expect(withIdentities([mail(), mail()])).toHaveLength(1);
  expect(withIdentities([mail(), mail({ messageId: '2' })])).toHaveLength(2);
});

test('all ids of any list are different and short', () => {
  const anyMail = fc.record({
    messageId: fc.constantFrom('', '1', '2', 'x'.repeat(100_000)),
    subject: fc.constantFrom('', 'Crumble', 'y'.repeat(500)),
    date: fc.constantFrom(NOW, NOW + 1000),
    beginning: fc.string(),
  });
  fc.assert(
    fc.property(fc.array(anyMail), fc.array(anyMail), (former, now) => {
      const before = withIdentities(former.map(mail));
      const after = withFormerIds(withIdentities(now.map(mail)), before);
      expect(new Set(idsOf(after)).size).toBe(after.length);
      for (const { id, serverId } of after) expect(id.length + serverId.length).toBeLessThan(30);
    }),
  );
});

test.each([
  ['as sent', '12', '12'],
  ['not if it is empty', '', undefined],
  ['up to 1,000 characters', 'x'.repeat(1000), 'x'.repeat(1000)],
  ['not if it is longer', 'x'.repeat(1001), undefined],
])('the server’s id is kept for actions: %s', (_how, messageId, kept) => {
  expect(withIdentities([mail({ messageId })])[0]?.messageId).toBe(kept);
});
