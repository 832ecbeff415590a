import { expect, test } from 'vitest';
import { endToken } from '../../src/background/end-token';
import type { GatewayAnswer } from '../../src/core/protocol';
import { makeAccount } from '../make';

const ORIGIN = 'https://mail.example.org';
const account = makeAccount({ endpoint: `${ORIGIN}/PersonalMessages/V2`, token: 'secret' });
const facts = {
  apiAddress: account.endpoint,
  signInPage: `${ORIGIN}/sign-in`,
  endToken: `${ORIGIN}/end-token`,
  onlyDemo: false,
};

/** What is done for this account at a server with this answer. */
async function end(answer: GatewayAnswer, of = account): Promise<string[]> {
  const done: string[] = [];
  await endToken(of, {
    async findGateway(origin) {
      done.push(`asked ${origin}`);
      return answer;
    },
    postEnd: async (address, token) => void done.push(`ended ${token} at ${address}`),
  });
  return done;
}

test('a token is ended where its gateway says', async () => {
  expect(await end({ kind: 'facts', facts })).toEqual([
    `asked ${ORIGIN}`,
    `ended secret at ${ORIGIN}/end-token`,
  ]);
});

test.each<[string, GatewayAnswer]>([
  ['isn’t a gateway', { kind: 'none' }],
  ['is unreachable', { kind: 'unreachable' }],
  ['can’t end tokens', { kind: 'facts', facts: { ...facts, endToken: undefined } }],
  ['has another API address', { kind: 'facts', facts: { ...facts, apiAddress: `${ORIGIN}/other` } }],
])('a server that %s gets no token', async (_what, answer) => {
  expect(await end(answer)).toEqual([`asked ${ORIGIN}`]);
});

test('without a token, nothing is asked', async () => {
  expect(await end({ kind: 'facts', facts }, { ...account, token: '' })).toEqual([]);
});
