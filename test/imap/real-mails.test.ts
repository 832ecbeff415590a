import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Answer, Message } from '../../src/core/answer/answer';
import { INFOS } from '../../src/core/answer/api-vocabulary';
import { readAnswer } from '../../src/core/answer/read-answer';
import type { GatewayMailbox } from '../../src/gateway/mailbox/mailbox';
import { type RunningGateway, startGateway } from '../../src/gateway/server/server';
import { waitFor } from '../../src/launcher/wait-for';
import { callFor, pageOf, signInByHand, visit } from '../gateway/open-gateway';
import { parseDocument } from '../parse-document';
import { type Dovecot, startDovecot } from './dovecot';
import { makeMailbox, newUser, unreadOf } from './post-office';
import { fetchRealMails } from './real-mails';

let dovecot: Dovecot;
let mailbox: GatewayMailbox;
let gateway: RunningGateway;
let mails: Awaited<ReturnType<typeof fetchRealMails>>;
let token: string;
let answer: Answer;
let messages: readonly Message[];

beforeAll(async () => {
  mails = await fetchRealMails();
  dovecot = await startDovecot();
  const user = await newUser(dovecot);
  for (const { content } of mails) await dovecot.deliver(user, content);
  ({ mailbox } = makeMailbox(dovecot, user, { listLength: 200 }));
  await waitFor(
    () => unreadOf(mailbox),
    unread => unread === mails.length,
  );
  gateway = await startGateway({ port: 0, listLength: 200, mailbox });
  ({ token } = await signInByHand(gateway));
  const reading = readAnswer((await callFor(gateway, INFOS.join(), token)).text, parseDocument);
  if (reading.kind !== 'answer') throw new Error(JSON.stringify(reading));
  answer = reading.answer;
  messages = answer.messages === 'withheld' || answer.messages === 'unreported' ? [] : answer.messages;
});
afterAll(async () => {
  await gateway.close();
  await mailbox.close?.();
  await dovecot.close();
});

/** The file of each message: they were delivered in this order. */
const nameOf = (id: string) => mails.toReversed()[messages.findIndex(message => message.id === id)]?.name;

test('real mails are available', () => {
  expect(mails.length).toBeGreaterThan(40);
});

test('a strict parser reads an answer with all of them', () => {
  expect(answer.unread).toBe(mails.length);
  expect(messages).toHaveLength(mails.length);
  expect(new Set(messages.map(({ id }) => id)).size).toBe(mails.length);
});

test('each has a date, and texts without control characters', () => {
  for (const { from, date, subject, beginning } of messages) {
    expect(date).toBeGreaterThan(0);
    expect(beginning.length).toBeLessThanOrEqual(200);
    expect(from.address).not.toContain('MISSING');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(subject + beginning + from.name).not.toMatch(/[\u0000-\u0008\u000b\u000e-\u001f]/);
  }
});

test('only a mail without text has an empty preview', () => {
  const silent = messages.filter(({ beginning }) => beginning === '').map(({ id }) => nameOf(id));
  const EMPTY = ['08', '09', '12', '18', '35', '37'];
  expect(silent.toSorted()).toEqual(EMPTY.map(number => `msg_${number}.txt`));
});

test('each can be shown, as text and as HTML', async () => {
  for (const { link = '' } of messages) {
    for (const address of [link, `${link}&as=text`, `${link}&images=1`]) {
      const response = await visit(gateway, address);
      expect(response.status).toBe(200);
      const page = await pageOf(response);
      expect(page.querySelector('h1')?.textContent).not.toBe('');
      expect(page.querySelector('script, iframe, object, embed, form[action^="http"]')).toBeNull();
    }
  }
});
