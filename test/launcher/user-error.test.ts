import { mkdtemp } from 'node:fs/promises';
import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { attempt, UserError } from '../../src/launcher/user-error';

const fail = (step: () => Promise<unknown>) => attempt('do it', 'Do it by hand.', step);

it('attempt reports a missing folder in one line', async () => {
  const failing = fail(() => mkdtemp('/no/such/folder/x-'));
  await expect(failing).rejects.toThrow(UserError);
  await expect(failing).rejects.toThrow('Can’t do it: no such file or directory. Do it by hand.');
});

it('attempt reports an unavailable network address in one line', async () => {
  // 192.0.2.0/24 is for documentation: no machine has an address in it.
  const listen = () =>
    new Promise((resolve, reject) =>
      createServer().once('error', reject).once('listening', resolve).listen(0, '192.0.2.1'),
    );
  await expect(fail(listen)).rejects.toThrow('Can’t do it: address not available. Do it by hand.');
});

it('attempt reports a full disk in one line, from the bundler’s long error', async () => {
  const message =
    'Build failed with 1 error:\n\n[31mFailed to write file\n\nCaused by:\n    No space left on device (os error 28)\n\nStack backtrace:\n   0: <unknown>';
  await expect(fail(() => Promise.reject(new Error(message)))).rejects.toThrow(
    'Can’t do it: No space left on device. Do it by hand.',
  );
});

it('attempt rethrows a TypeError unchanged', async () => {
  const mistake = new TypeError('x is not a function');
  await expect(fail(() => Promise.reject(mistake))).rejects.toBe(mistake);
});

it('attempt reports any other error with its own message', async () => {
  await expect(fail(() => Promise.reject(new Error('It is late.')))).rejects.toThrow(
    'Can’t do it: It is late. Do it by hand.',
  );
});

it('attempt rethrows a UserError unchanged', async () => {
  const failing = fail(() => Promise.reject(new UserError('Plug it in.')));
  await expect(failing).rejects.toThrow(/^Plug it in\.$/);
});
