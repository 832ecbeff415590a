import { afterEach, describe, expect, test } from 'vitest';
import { GROUPS } from '../../src/options/page/group';
import { makeState } from '../make';
import { all, button, click, deferred, field, fill, one, show, textOf } from '../page';
import { t } from '../translate';
import { known, oneAccount, open } from './open-options';

afterEach(() => show(null));

const status = () => one('[role=status]');

describe('the page', () => {
  test('has a heading and a link for each section', async () => {
    await open(oneAccount);
    expect(all('h1').map(textOf)).toEqual(['Facteur settings']);
    expect(all('h2').map(({ id }) => id)).toEqual([...GROUPS]);
    const links = all<HTMLAnchorElement>('nav a');
    expect(links.map(link => link.getAttribute('href'))).toEqual(GROUPS.map(group => `#${group}`));
    expect(links.map(textOf)).toEqual(all('h2').map(textOf));
    expect(all('nav [aria-current]').map(textOf)).toHaveLength(1);
  });

  test('has all its texts within reach of the browser’s search', async () => {
    await open(oneAccount, {}, undefined, { shortcuts: [{ name: 'x', description: 'Check', keys: '' }] });
    // Browsers open a `details` element that has a match.
    expect(all('[hidden]:not([type=file]), details:not(.account-settings)')).toEqual([]);
  });

  test('has unique ids, and a name for every control', async () => {
    await open(
      makeState(
        { home: undefined, work: undefined },
        {
          vips: [{ sender: 'a' }, { sender: 'b' }],
          mutedSenders: ['c'],
          quietHours: [
            { days: ['mon'], from: '01:00', to: '02:00' },
            { days: ['tue'], from: '01:00', to: '02:00' },
          ],
        },
      ),
    );
    const ids = all('[id]').map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
    for (const input of all<HTMLInputElement>('input:not([hidden]), select'))
      expect(
        `${input.id} ${input.getAttribute('aria-label') ?? [...(input.labels ?? [])].map(textOf)}`,
      ).toMatch(/ ./);
    for (const element of all('button'))
      expect(element.getAttribute('aria-label') ?? textOf(element)).toMatch(/./);
    for (const described of all('[aria-describedby]'))
      for (const id of described.getAttribute('aria-describedby')?.split(' ') ?? [])
        expect(all(`[id="${id}"]`)).toHaveLength(1);
  });

  test('has one live region, which is polite', async () => {
    await open(oneAccount);
    expect(all('[role=status], [role=alert], [role=log], [aria-live], output')).toEqual([status()]);
  });
});

describe('a change', () => {
  test('shows at once, and is reported when saved', async () => {
    const saving = deferred<void>();
    await open(oneAccount, { changeSettings: () => saving.promise });
    await click(field('Count SMS'));
    expect(field('Count SMS').checked).toBe(false);
    expect(textOf(status())).toBe('');
    await saving.settle();
    expect(textOf(status())).toBe('Saved');
    expect(status().className).toContain('saved');
  });

  test('is reverted if it can’t be stored, and the error stays visible', async () => {
    await open(oneAccount, { changeSettings: () => Promise.reject(new Error('quota')) });
    await click(field('Count SMS'));
    expect(field('Count SMS').checked).toBe(true);
    expect(textOf(status())).toBe(t('settingsNotSaved'));
    expect(status().className).toContain('failed');
    await open(oneAccount);
    expect(textOf(status())).toBe(t('settingsNotSaved'));
  });

  test('is announced each time, although the text is the same', async () => {
    await open(oneAccount);
    await click(field('Count SMS'));
    const first = status().firstElementChild;
    await click(field('Count SMS'));
    expect(textOf(status())).toBe('Saved');
    expect(status().firstElementChild).not.toBe(first);
  });

  test('during another change keeps both', async () => {
    const slow = deferred<void>();
    await open(oneAccount, { changeSettings: () => slow.promise });
    await click(field('Count SMS'));
    await click(field('Desktop notifications'));
    expect([field('Count SMS').checked, field('Desktop notifications').checked]).toEqual([false, false]);
  });
});

describe('a number', () => {
  const range = '1 to 60 minutes, whole numbers only.';

  test.each([
    ['1', 1],
    ['15', 15],
    ['60', 60],
  ])('is saved: %s', async (typed, minutes) => {
    const done = await open();
    expect(field('Check every').value).toBe('');
    await fill('Check every', typed);
    expect(done.changed).toEqual([{ checkEvery: minutes }]);
  });

  test.each(['0', '61', '-5', '2.5', ''])(
    'is not saved out of range, and stays in the field: "%s"',
    async typed => {
      const done = await open();
      await fill('Check every', typed);
      expect(done.changed).toEqual([]);
      const input = field('Check every');
      expect(input.value).toBe(typed);
      expect(input.getAttribute('aria-invalid')).toBe('true');
      const note = one(`[id="${input.getAttribute('aria-describedby')}"]`);
      expect([textOf(note), note.className]).toEqual([range, 'problem']);
      await fill('Check every', '10');
      expect(done.changed).toEqual([{ checkEvery: 10 }]);
      expect(field('Check every').hasAttribute('aria-invalid')).toBe(false);
    },
  );

  test('is automatic if the user wants it', async () => {
    const done = await open(makeState({}, { checkEvery: 10 }));
    const automatic = t('checkAutomatically');
    expect(field(automatic).checked).toBe(false);
    await click(field(automatic));
    expect(done.changed).toEqual([{ checkEvery: 'automatic' }]);
    await open(makeState({}, { checkEvery: 'automatic' }));
    expect(field('Check every').value).toBe('');
  });

  test('is no longer automatic once the user turns that off or types a number', async () => {
    const done = await open();
    expect(field(t('checkAutomatically')).checked).toBe(true);
    await click(field(t('checkAutomatically')));
    await fill('Check every', '30');
    expect(done.changed).toEqual([{ checkEvery: 2 }, { checkEvery: 30 }]);
    await open(makeState({}, { checkEvery: 30 }));
    expect(field(t('checkAutomatically')).checked).toBe(false);
    expect(field('Check every').value).toBe('30');
  });

  test('stays in the field while the user types, even if the page renders again', async () => {
    await open();
    const input = field('Check every');
    input.value = '1';
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await open(makeState({}, { checkEvery: 30 }));
    expect(field('Check every').value).toBe('1');
    input.dispatchEvent(new Event('change', { bubbles: true }));
    input.dispatchEvent(new Event('blur'));
    await open(makeState({}, { checkEvery: 1 }));
    await open(makeState({}, { checkEvery: 20 }));
    expect(field('Check every').value).toBe('20');
  });
});

describe('an account', () => {
  test('has a switch for notifications', async () => {
    const done = await open(oneAccount);
    expect(field('Notify me about this account').checked).toBe(true);
    await click(field('Notify me about this account'));
    await open({ ...oneAccount, accounts: [{ ...known, notify: false }] });
    expect(field('Notify me about this account').checked).toBe(false);
    expect(done.changedAccounts).toEqual([['home', { notify: false }]]);
    expect(textOf(status())).toBe('Saved');
  });

  test('without the host permission offers to allow it', async () => {
    const failure = { kind: 'permission' } as const;
    const mailbox = oneAccount.mailboxes.home;
    if (!mailbox) throw new Error('no mailbox');
    const done = await open({ ...oneAccount, mailboxes: { home: { ...mailbox, failure } } });
    await click(button('Allow access'));
    expect(done.allowed).toEqual([known.endpoint]);
  });
});
