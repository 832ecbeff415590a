import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Message } from '../../src/core/answer/answer';
import { INFOS } from '../../src/core/answer/api-vocabulary';
import { readAnswer } from '../../src/core/answer/read-answer';
import { startGateway } from '../../src/gateway/server/server';
import { formatSender } from '../../src/gateway/text/mail-text';
import { waitFor } from '../../src/launcher/wait-for';
import { callFor, pageOf, signInByHand, visit } from '../gateway/open-gateway';
import { parseDocument } from '../parse-document';
import { beIn, comeHome } from '../time-zone';
import { EXPECTED } from './corpus/expected';
import { type Dovecot, startDovecot } from './dovecot';
import { makeMailbox, newUser, unreadOf } from './post-office';
import { fetchNotmuchMails, fetchRealMails, type RealMail } from './real-mails';

const OWN = 'test/mails';

/** The extension lists no more of a mailbox. */
const AT_ONCE = 200;

let dovecot: Dovecot;
let mails: readonly RealMail[];
let mailboxes: readonly Awaited<ReturnType<typeof openWith>>[];
/** By the name of the mail's file. */
let messages: ReadonlyMap<string, Message>;

comeHome();

beforeAll(async () => {
  const names = await readdir(OWN);
  const own = names.map(async name => ({ name, content: await readFile(join(OWN, name)) }));
  mails = [...(await Promise.all(own)), ...(await fetchRealMails()), ...(await fetchNotmuchMails())];
  dovecot = await startDovecot();
  beIn('Europe/Paris');
  const opened: Awaited<ReturnType<typeof openWith>>[] = [];
  for (let at = 0; at < mails.length; at += AT_ONCE) {
    opened.push(await openWith(mails.slice(at, at + AT_ONCE)));
  }
  mailboxes = opened;
  messages = new Map(opened.flatMap(it => it.messages));
});
afterAll(async () => {
  for (const { gateway, mailbox } of mailboxes) {
    await gateway.close();
    await mailbox.close?.();
  }
  await dovecot.close();
});

/** A new mailbox with these mails, and what the gateway tells of them. */
async function openWith(delivered: readonly RealMail[]) {
  const user = await newUser(dovecot);
  for (const { content } of delivered) await dovecot.deliver(user, content);
  const { mailbox } = makeMailbox(dovecot, user, { listLength: () => AT_ONCE });
  await waitFor(
    () => unreadOf(mailbox),
    unread => unread === delivered.length,
  );
  const gateway = await startGateway({ port: 0, listLength: AT_ONCE, mailbox });
  const { token } = await signInByHand(gateway);
  const reading = readAnswer((await callFor(gateway, INFOS.join(), token)).text, parseDocument);
  if (reading.kind !== 'answer') throw new Error(JSON.stringify(reading));
  const { messages: list } = reading.answer;
  if (list === 'withheld' || list === 'unreported') throw new Error(list);
  // The latest is the first.
  const names = delivered.map(({ name }) => name).toReversed();
  return { gateway, mailbox, messages: list.map((message, i) => [names[i] ?? '', message] as const) };
}

describe('what a person expects of', () => {
  test.each(Object.entries(EXPECTED))('%s', (name, [sender, subject, beginning]) => {
    const message = messages.get(name);
    const start = beginning.endsWith('…') ? beginning.slice(0, -1) : undefined;
    expect([
      message && formatSender(message.from),
      message?.subject,
      start === undefined ? message?.beginning : message?.beginning.slice(0, start.length),
    ]).toEqual([sender, subject, start ?? beginning]);
  });
});

/** The first header of a name, for those in ASCII. */
function headerOf(source: string, name: string): string {
  const unfolded = source.replace(/\n[ \t]+/g, ' ');
  return new RegExp(`^${name}:(.*)`, 'im').exec(unfolded)?.[1]?.replace(/\s+/g, ' ').trim() ?? '';
}

/** A few words of each line that could be the beginning of a mail. */
function beginningsIn(source: string): string[] {
  const body = source.slice(source.indexOf('\n\n'));
  if (body.includes('-----BEGIN PGP MESSAGE-----') || body.startsWith('\n\nMII'))
    return ['Encrypted message'];
  const lines = body.split('\n').filter(line => line.trim() !== '');
  const own = lines.filter(line => !/^(?:\s*>|--[^-\s]|Content-)|\bwrote:$/.test(line));
  return own.map(line => line.replace(/\s+/g, ' ').trim().slice(0, 40));
}

test('mails that no person has read are told with their headers, and begin with own words', () => {
  const others = mails.filter(({ name }) => EXPECTED[name] === undefined);
  expect(others.length).toBeGreaterThan(200);
  for (const { name, content } of others) {
    const source = content.toString('latin1').replaceAll('\r\n', '\n');
    const { from, subject, beginning } = messages.get(name) ?? {};
    expect([name, subject]).toEqual([name, headerOf(source, 'subject')]);
    expect([name, from && `${from.name} <${from.address}>`.trim()]).toEqual([
      name,
      headerOf(source, 'from')
        .replaceAll('"', '')
        .replace(/^(?=\S+@\S+$)(.*)/, '<$1>'),
    ]);
    const own = beginningsIn(source);
    expect([name, beginning, own.length === 0 || own.some(it => beginning?.startsWith(it))]).toEqual([
      name,
      own.length === 0 ? '' : beginning,
      true,
    ]);
  }
});

test('a strict parser reads the answers with all mails', () => {
  expect(mails.length).toBeGreaterThan(390);
  expect([...messages.keys()].toSorted()).toEqual(mails.map(({ name }) => name).toSorted());
  for (const { messages: list } of mailboxes) {
    expect(new Set(list.map(([, { id }]) => id)).size).toBe(list.length);
  }
});

test('each can be shown, as text and as HTML', async () => {
  for (const { gateway, messages: shown } of mailboxes) {
    // Those of kernel lists are all plain text.
    for (const [, { link = '' }] of shown.filter(([name]) => !name.startsWith('lkml/'))) {
      for (const address of [link, `${link}&as=text`, `${link}&images=1`]) {
        const response = await visit(gateway, address);
        expect(response.status).toBe(200);
        const page = await pageOf(response);
        expect(page.querySelector('h1')?.textContent).not.toBe('');
        expect(page.querySelector('script, iframe, object, embed, form[action^="http"]')).toBeNull();
      }
    }
  }
});

test('the text within a signature can be read', async () => {
  const { link = '' } = messages.get('pkcs7/smime-onepart-signed.eml') ?? {};
  const gateway = mailboxes.find(({ messages: list }) => list.some(([, it]) => it.link === link))?.gateway;
  const page = gateway && (await pageOf(await visit(gateway, link)));
  expect(page?.body.textContent).toContain('Bob, we need to cancel this contract.');
});
