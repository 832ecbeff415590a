import { expect, test } from 'vitest';
import { createPassword } from '../../../../src/gateway/mailbox/imap/password';
import { MailboxError, type Trouble } from '../../../../src/gateway/mailbox/mailbox';
import { createLog } from '../../../../src/gateway/shared/log';

/** A server that accepts only "right". `state` can change what happens. */
function start(reread?: () => Promise<string | undefined>) {
  const state = { refuses: true, now: 0, trouble: 'refused' as Trouble, changes: 0, tests: 0 };
  const lines: string[] = [];
  const password = createPassword({
    login: { user: 'jean', password: 'old' },
    isRefused: () => state.refuses,
    async test(login) {
      state.tests += 1;
      if (login.password !== 'right') throw new MailboxError(state.trouble, 'no');
    },
    reread,
    onNew: () => {
      state.changes += 1;
    },
    log: createLog('debug', (level, line) => lines.push(`${level} ${line}`)),
    now: () => state.now,
  });
  /** The seconds to wait, or how a trial ends. */
  const attempt = async (text: string) => {
    try {
      const trial = await password.try(text);
      return typeof trial === 'object' ? trial.wait : trial;
    } catch (error) {
      return (error as MailboxError).trouble;
    }
  };
  return { state, lines, password, attempt };
}

test('a password that the server accepts is used', async () => {
  const { state, password, attempt } = start();
  expect(await attempt('right')).toBe('accepted');
  expect(password.login()).toEqual({ user: 'jean', password: 'right' });
  expect(state.changes).toBe(1);
});

test('a password that the server refuses is not', async () => {
  const { state, password, attempt } = start();
  expect(await attempt('wrong')).toBe('refused');
  expect(password.login().password).toBe('old');
  expect(state.changes).toBe(0);
});

test('while the server accepts the present one, no other one is tried', async () => {
  const { state, password, attempt } = start(async () => 'right');
  state.refuses = false;
  expect(await attempt('right')).toBe('needless');
  expect(await password.reread()).toBe(false);
  expect([state.tests, state.changes]).toEqual([0, 0]);
});

test('after each wrong one the wait doubles, up to an hour', async () => {
  const { state, attempt } = start();
  const waits: unknown[] = [];
  for (let i = 0; i < 8; i++) {
    await attempt('wrong');
    const wait = await attempt('right');
    waits.push(wait);
    state.now += Number(wait) * 1000;
  }
  expect(waits).toEqual([60, 120, 240, 480, 960, 1920, 3600, 3600]);
  expect(state.tests).toBe(8);
  expect(await attempt('right')).toBe('accepted');
});

test('two trials at once count as one', async () => {
  const { state, attempt } = start();
  expect(await Promise.all([attempt('wrong'), attempt('wrong too')])).toEqual(['refused', 60]);
  expect(state.tests).toBe(1);
});

test.each<Trouble>(['unexplained', 'busy'])('a trial that ends with %s counts', async trouble => {
  const { state, attempt } = start();
  state.trouble = trouble;
  expect(await attempt('wrong')).toBe(trouble);
  expect(await attempt('right')).toBe(60);
});

test('a trial that doesn’t reach the server doesn’t count', async () => {
  const { state, attempt } = start();
  state.trouble = 'unreachable';
  expect(await attempt('wrong')).toBe('unreachable');
  expect(await attempt('right')).toBe('accepted');
});

test('another configured password is used, the same one is not', async () => {
  let configured: string | undefined = 'old';
  const { state, password } = start(async () => configured);
  expect(await password.reread()).toBe(false);
  configured = undefined;
  expect(await password.reread()).toBe(false);
  configured = 'right';
  expect(await password.reread()).toBe(true);
  expect(password.login().password).toBe('right');
  expect(state.changes).toBe(1);
});

test('a config that can’t be read is logged', async () => {
  const { lines, password } = start(() => Promise.reject(new Error('there is no password file /x')));
  expect(await password.reread()).toBe(false);
  expect(lines).toEqual(['warn the password can’t be read again: there is no password file /x']);
});
