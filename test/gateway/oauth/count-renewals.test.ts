import { expect, test } from 'vitest';
import { countRenewals } from '../../../src/gateway/oauth/count-renewals';
import { type OAuthClient, OAuthError, type OAuthTrouble } from '../../../src/gateway/oauth/oauth-client';

async function outcomeOf(renew: OAuthClient['renew']) {
  const outcomes: string[] = [];
  const client = countRenewals({ renew } as OAuthClient, { renewed: it => void outcomes.push(it) });
  const result = await client.renew('refresh').catch(error => error);
  return { outcomes, result };
}

test('a renewal is counted as done, and gives its tokens', async () => {
  const tokens = { accessToken: 'a', refreshToken: 'r', expires: 1 };
  expect(await outcomeOf(async () => tokens)).toEqual({ outcomes: ['done'], result: tokens });
});

test.each<[OAuthTrouble, string]>([
  ['withdrawn', 'refused'],
  ['unavailable', 'unreachable'],
  ['misconfigured', 'failed'],
  ['forged', 'failed'],
])('a failure that is %s is counted as %s, and goes on', async (trouble, outcome) => {
  const error = new OAuthError(trouble, 'no');
  expect(await outcomeOf(() => Promise.reject(error))).toEqual({ outcomes: [outcome], result: error });
});
