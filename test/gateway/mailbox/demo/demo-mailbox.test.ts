import { afterEach, expect, test, vi } from 'vitest';
import { createDemoMailbox, type DemoMail } from '../../../../src/gateway/mailbox/demo/demo-mailbox';
import { demoTemplates } from '../../../../src/gateway/mailbox/demo/write-mail';
import { NOON } from '../../noon';

const DAY = 24 * 60 * 60 * 1000;
const now = () => NOON;

afterEach(() => vi.useRealTimers());

test('at the start it has mail of the last minutes, days and weeks', async () => {
  const mailbox = createDemoMailbox({ now });
  expect(await mailbox.counts()).toEqual({ emails: 14, unread: 5, sms: 1 });
  const mails = await mailbox.latest(100);
  const ages = mails.map(mail => NOON - mail.date.getTime());
  expect(ages).toEqual(ages.toSorted((a, b) => a - b));
  expect(ages[0]).toBeLessThan(10 * 60_000);
  expect(ages.at(-1)).toBeGreaterThan(14 * DAY);
  expect(mails.some(mail => mail.subject === '')).toBe(true);
  expect(mails.some(mail => mail.subject.length > 200)).toBe(true);
  expect(mails.some(mail => mail.from.name === '')).toBe(true);
  expect(mails.some(mail => mail.from.name.length > 60)).toBe(true);
  expect(mails.some(mail => /\p{Extended_Pictographic}/u.test(mail.subject))).toBe(true);
  expect((await mailbox.unread(3)).map(mail => mail.id)).toEqual(mails.slice(0, 3).map(mail => mail.id));
});

test('it has two dozen templates, all with reserved domains', () => {
  const templates = demoTemplates();
  expect(templates.length).toBeGreaterThanOrEqual(24);
  for (const { template } of templates) expect(template.address).toMatch(/^[a-z.-]+@[a-z-]+\.example$/);
  expect(new Set(templates).size).toBe(demoTemplates('en').length + demoTemplates('fr').length);
});

test('each mail has its own id, and a repeated template gives another text', () => {
  const mailbox = createDemoMailbox({ now });
  const mails = Array.from({ length: 280 }, () => mailbox.deliver());
  expect(new Set(mails.map(mail => mail.id)).size).toBe(280);
  expect(new Set(mails.map(mail => mail.text + mail.subject)).size).toBeGreaterThan(220);
});

test('a new mail is unread and first, and listeners get it', async () => {
  const mailbox = createDemoMailbox({ now });
  const heard: DemoMail[] = [];
  const stop = mailbox.onDelivery(mail => void heard.push(mail));
  const mail = mailbox.deliver();
  stop();
  mailbox.deliver();
  expect(heard).toEqual([mail]);
  expect(mail.read).toBe(false);
  expect((await mailbox.counts()).unread).toBe(7);
  expect((await mailbox.message(mail.id))?.text).toBe(mail.text);
});

test('marking as read lowers the count once', async () => {
  const mailbox = createDemoMailbox({ now });
  const { id } = mailbox.deliver();
  await mailbox.act('markRead', [id]);
  await mailbox.act('markRead', [id]);
  await mailbox.act('markRead', ['none']);
  expect((await mailbox.counts()).unread).toBe(5);
  expect((await mailbox.message(id))?.read).toBe(true);
  expect(await mailbox.message('none')).toBeUndefined();
});

test('it keeps 300 mails and drops the oldest read ones first', async () => {
  const mailbox = createDemoMailbox({ now });
  for (let i = 0; i < 295; i++) mailbox.deliver();
  expect(await mailbox.counts()).toEqual({ emails: 300, unread: 300, sms: 1 });
  mailbox.deliver();
  expect((await mailbox.counts()).emails).toBe(300);
});

test('unread text messages are counted', async () => {
  const mailbox = createDemoMailbox({ now });
  mailbox.addSms();
  expect((await mailbox.counts()).sms).toBe(2);
});

test.each(['en', 'fr'] as const)('it can be in one language: %s', async language => {
  const mailbox = createDemoMailbox({ now, language });
  const names = demoTemplates(language).map(({ template }) => template.address);
  expect((await mailbox.latest(20)).every(mail => names.includes(mail.from.address))).toBe(true);
});

test('new mail arrives until the mailbox is closed', async () => {
  vi.useFakeTimers();
  const mailbox = createDemoMailbox({ now, deliverEveryMs: 20_000 });
  vi.advanceTimersByTime(60_000);
  expect((await mailbox.counts()).emails).toBe(17);
  await mailbox.close();
  vi.advanceTimersByTime(60_000);
  expect((await mailbox.counts()).emails).toBe(17);
});
