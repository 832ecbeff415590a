import { expect, it } from 'vitest';
import { openImap } from '../../src/launcher/imap-source';
import { parseOptions } from '../../src/launcher/options';
import { UserError } from '../../src/launcher/user-error';
import { NO_NETWORK } from '../gateway/finding/no-network';

it('openImap asks for --host if the server is unknown', async () => {
  const { imap } = parseOptions(['--imap', 'jean@corp.example'], {});
  if (imap === undefined) throw new Error('no mailbox was chosen');
  const opening = openImap(imap, 20, () => {}, NO_NETWORK);
  await expect(opening).rejects.toThrow(UserError);
  await expect(opening).rejects.toThrow(
    /jean@corp\.example is unknown to Facteur: give its --host, such as imap\./,
  );
});
