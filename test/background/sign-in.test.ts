import { expect, test } from 'vitest';
import { type SignInEffects, signIn } from '../../src/background/sign-in';
import { makeAccount } from '../make';

const OURS = 'https://abcdef.chromiumapp.org/';
const account = makeAccount({ token: 'old-token', signInPage: 'https://login.example/?lang=fr' });

/** What a sign-in comes to on a page that does this, and the token stored after it. */
async function signInOn(page: (url: URL) => string, known = account) {
  const tokens = new Map([[known.id, known.token]]);
  const effects: SignInEffects = {
    findAccount: async id => (id === known.id ? known : undefined),
    redirectUri: () => OURS,
    randomState: () => 'random',
    launch: async url => page(new URL(url)),
    saveToken: async (id, token) => void tokens.set(id, token),
  };
  const result = await signIn('home', effects);
  return { result, tokens: [...tokens] };
}

/** Sends the user back as a sign-in page does, with what it was asked to bring along. */
function sendBack(token: string) {
  return (url: URL) => {
    const back = new URL(url.searchParams.get('redirect_uri') ?? '');
    back.searchParams.set('token', token);
    back.searchParams.set('state', url.searchParams.get('state') ?? '');
    return back.href;
  };
}

test('a finished sign-in saves the token, whatever it holds', async () => {
  const token = 'B64Zyk+kU=|sau=|ted=1208280413|Lq7L/SiA=';
  expect(await signInOn(sendBack(token))).toEqual({ result: 'signed-in', tokens: [['home', token]] });
});

test('the sign-in page is shown with its own query', async () => {
  const shown: string[] = [];
  await signInOn(url => {
    shown.push(url.origin, url.searchParams.get('lang') ?? '');
    return OURS;
  });
  expect(shown).toEqual(['https://login.example', 'fr']);
});

test('a window closed changes nothing', async () => {
  const closing = () => {
    throw new Error('The user did not approve access.');
  };
  expect(await signInOn(closing)).toEqual({ result: 'cancelled', tokens: [['home', 'old-token']] });
});

test.each([
  ['another state', `${OURS}?token=t&state=other`],
  ['no token', `${OURS}?state=random`],
  ['another origin', 'https://evil.example/?token=t&state=random'],
  ['an error', `${OURS}?error=denied&state=random`],
])('%s changes nothing', async (_what, address) => {
  expect(await signInOn(() => address)).toEqual({ result: 'failed', tokens: [['home', 'old-token']] });
});

test.each([
  ['without a sign-in page', makeAccount({ token: 'old-token' })],
  ['that is gone', makeAccount({ id: 'other', token: 'old-token' })],
])('an account %s can’t be signed in', async (_what, known) => {
  const { result, tokens } = await signInOn(sendBack('new'), known);
  expect(result).toBe('failed');
  expect(tokens).toEqual([[known.id, 'old-token']]);
});
