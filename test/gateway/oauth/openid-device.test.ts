import { describe, expect, test, vi } from 'vitest';
import { failure, fakeProvider, ISSUER } from './fake-provider';
import { open, signedIn } from './open-fake';

describe('a sign-in on another device', () => {
  const begun = (more: object = {}) => ({
    device_code: 'device',
    user_code: 'ABCD-EFGH',
    verification_uri: `${ISSUER}/activate`,
    expires_in: 600,
    interval: 0.001,
    ...more,
  });
  const person = () => signedIn({ email: 'ann@example.org', email_verified: true });

  test('shows page and code, and waits until the person has signed in', async () => {
    const fake = fakeProvider();
    const answers = [failure('authorization_pending'), person()];
    fake.answer({ '/device': () => begun(), '/token': () => answers.shift() ?? failure('expired_token') });
    const { page, code, wait } = await open(fake).beginOnDevice();
    expect({ page, code }).toEqual({ page: `${ISSUER}/activate`, code: 'ABCD-EFGH' });
    expect(await wait()).toMatchObject({
      addresses: ['ann@example.org'],
      tokens: { refreshToken: 'refresh' },
    });
    expect(fake.requests[1]).toBe('/device?scope=openid+email+offline_access&client_id=facteur');
  });

  test.each([
    ['access_denied', 'cancelled'],
    ['authorization_declined', 'cancelled'],
    ['expired_token', 'cancelled'],
    ['invalid_client', 'misconfigured'],
  ])('%s ends it: %s', async (error, trouble) => {
    const fake = fakeProvider();
    fake.answer({ '/device': () => begun(), '/token': () => failure(error) });
    const { wait } = await open(fake).beginOnDevice();
    await expect(wait()).rejects.toMatchObject({ trouble, code: error });
  });

  test('goes on after the provider was down, and asks less often', async () => {
    vi.useFakeTimers();
    const fake = fakeProvider();
    const answers = [new Response('', { status: 502 }), person()];
    fake.answer({ '/device': () => begun(), '/token': () => answers.shift() ?? failure('expired_token') });
    const { wait } = await open(fake).beginOnDevice();
    const signedInPerson = wait();
    await vi.advanceTimersByTimeAsync(1000);
    expect(fake.requests).toHaveLength(3);
    await vi.advanceTimersByTimeAsync(5000);
    expect(await signedInPerson).toMatchObject({ addresses: ['ann@example.org'] });
    vi.useRealTimers();
  });

  test('can be given up, and ends with the code', async () => {
    const fake = fakeProvider();
    fake.answer({ '/device': () => begun(), '/token': () => failure('authorization_pending') });
    const { wait } = await open(fake).beginOnDevice();
    await expect(wait(AbortSignal.abort())).rejects.toMatchObject({ trouble: 'cancelled' });
    fake.answer({ '/device': () => begun({ expires_in: 0.01 }) });
    const short = await open(fake).beginOnDevice();
    await expect(short.wait()).rejects.toMatchObject({ trouble: 'cancelled', code: 'expired_token' });
  });
});
