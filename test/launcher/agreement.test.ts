import { beforeEach, describe, expect, it } from 'vitest';
import { createDemoMailbox, type DemoMailbox } from '../../src/gateway/mailbox/demo/demo-mailbox';
import { disagreements } from '../../src/launcher/agreement';
import type { Row } from '../../src/launcher/look';

const NOON = Date.UTC(2026, 10, 23, 12);

describe('disagreements', () => {
  let mailbox: DemoMailbox;
  let rows: Row[];
  beforeEach(async () => {
    mailbox = createDemoMailbox({ now: () => NOON });
    rows = (await mailbox.unread(20)).map(({ id, date }) => ({
      from: '',
      subject: '',
      date: date.toISOString(),
      url: `http://127.0.0.1/message/${id}?key=x`,
    }));
  });

  it('finds none if badge and rows match the mailbox', async () => {
    expect(await disagreements(mailbox, '6', rows, 20)).toEqual([]);
  });

  it('finds none if only SMS are unread and the list is empty', async () => {
    for (const { id } of await mailbox.unread(20)) await mailbox.act('markRead', [id]);
    const { sms = 0 } = await mailbox.counts();
    expect(await disagreements(mailbox, String(sms), [], 20)).toEqual([]);
  });

  it('finds a wrong badge, a missing row and rows in the wrong order', async () => {
    expect(await disagreements(mailbox, '5', rows, 20)).toHaveLength(1);
    expect(await disagreements(mailbox, '6', rows.slice(0, -1), 20)).toHaveLength(1);
    expect(await disagreements(mailbox, '6', rows.toReversed(), 20)).not.toEqual([]);
  });
});
