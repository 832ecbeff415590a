import net, { Socket } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createConnections } from '../../../../src/gateway/mailbox/imap/connections';
import { createImapMailbox } from '../../../../src/gateway/mailbox/imap/imap-mailbox';
import { createLog } from '../../../../src/gateway/shared/log';

test.each(['EMFILE', 'ENFILE'])(
  '%s while connecting is told once, and isn’t the mail server’s',
  async code => {
    // As Node.js reports it, without a limit that would hold for all tests.
    const connect = vi.spyOn(net, 'connect').mockImplementation(() => {
      const socket = new Socket();
      setImmediate(() => socket.destroy(Object.assign(new Error('connect'), { code })));
      return socket;
    });
    onTestFinished(() => connect.mockRestore());
    const lines: string[] = [];
    const log = createLog('warn', (level, line) => lines.push(`${level} ${line}`));
    const limits = { maxConnections: 5000, signInsAtOnce: 32, signInsPerSecond: 1000 };
    const connections = createConnections(limits, { log });
    const mailboxes = Array.from({ length: 3 }, (_, i) =>
      createImapMailbox({
        server: { host: '127.0.0.1', port: 1, security: 'none' },
        login: { user: `person${i}`, password: 'secret' },
        folders: ['INBOX'],
        linkTo: () => undefined,
        webmail: undefined,
        readsOnOpen: true,
        listLength: () => 20,
        connections,
        log,
      }),
    );
    onTestFinished(async () => void (await Promise.all(mailboxes.map(mailbox => mailbox.close?.()))));
    for (const mailbox of mailboxes)
      await expect(mailbox.counts()).rejects.toMatchObject({ trouble: 'busy', code });
    expect(lines).toEqual([
      expect.stringMatching(new RegExp(`^error .*\\(${code}\\): 5000 connections need a limit of 5200: `)),
    ]);
    expect(connections.metrics.sources.mailboxes?.()).toMatchObject({ failing: 3 });
  },
);
