import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Dovecot, startDovecot } from './dovecot';
import { newUser, openAt } from './post-office';
import { startSlowLink } from './slow-link';

let dovecot: Dovecot;
beforeAll(async () => {
  dovecot = await startDovecot();
});
afterAll(() => dovecot.close());

const LETTER = 'Content-Type: text/plain; charset=utf-8\r\n\r\nSee you on Monday.\r\n';
const HTML = 'Content-Type: text/html; charset=utf-8\r\n\r\n<p>See you on Monday.</p>\r\n';
const multipart = (subtype: string, boundary: string, ...parts: string[]) =>
  [
    `Content-Type: multipart/${subtype}; boundary=${boundary}\r\n\r\n`,
    ...parts.map(part => `--${boundary}\r\n${part}`),
    `--${boundary}--\r\n`,
  ].join('');
const ALTERNATIVE = multipart('alternative', 'a', LETTER, HTML);
const PDF = 'Content-Type: application/pdf; name=plan.pdf\r\nContent-Disposition: attachment\r\n\r\n%PDF\r\n';
const BODIES = [LETTER, HTML, ALTERNATIVE, multipart('mixed', 'm', ALTERNATIVE, PDF)];

test('from far away, counts come after 5 round trips, and the previews of 20 mails after 9', async () => {
  const user = await newUser(dovecot);
  for (let i = 0; i < 20; i++) {
    const headers = `From: Ann <ann@example.org>\r\nSubject: mail ${i}\r\nMessage-ID: <${i}@example.org>\r\n`;
    await dovecot.deliver(user, `${headers}MIME-Version: 1.0\r\n${BODIES[i % BODIES.length]}`);
  }
  const link = await startSlowLink(dovecot.imapPort, 20);
  try {
    const { mailbox } = openAt({ host: '127.0.0.1', port: link.port, security: 'none' }, user);
    expect(await mailbox.counts()).toMatchObject({ unread: 20 });
    const forCounts = link.roundTrips();
    const previews = (await mailbox.unread(20)).map(({ beginning }) => beginning);
    const forAll = link.roundTrips();
    expect(previews).toEqual(Array(20).fill('See you on Monday.'));
    // LOGIN, ID, NAMESPACE, EXAMINE, SEARCH.
    expect(forCounts).toBe(5);
    // One FETCH of the list, and one for each of three kinds of bodies.
    expect(forAll).toBe(9);
    await mailbox.close?.();
  } finally {
    await link.close();
  }
});

test('many readers at a time all get their mail, and new mail is noticed meanwhile', async () => {
  const user = await newUser(dovecot);
  await dovecot.deliver(user, `From: Ann <ann@example.org>\r\nSubject: first\r\n${LETTER}`);
  const link = await startSlowLink(dovecot.imapPort, 40);
  try {
    const at = { host: '127.0.0.1', port: link.port, security: 'none' } as const;
    const { mailbox, lines } = openAt(at, user, { deadline: 1000 });
    const [{ id } = { id: '' }] = await mailbox.unread(1);
    const reading = Promise.all(Array.from({ length: 24 }, () => mailbox.message(id)));
    await dovecot.deliver(user, `From: Ann <ann@example.org>\r\nSubject: second\r\n${LETTER}`);
    const texts = (await reading).map(message => message?.text.trim());
    expect(texts).toEqual(Array(24).fill('See you on Monday.'));
    expect(await mailbox.counts()).toMatchObject({ unread: 2 });
    expect(lines.filter(line => /^(warn|error)/.test(line))).toEqual([]);
    await mailbox.close?.();
  } finally {
    await link.close();
  }
});
