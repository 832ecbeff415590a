import { expect, it } from 'vitest';
import { openImap } from '../../src/launcher/imap-source';
import { parseOptions } from '../../src/launcher/options';
import { UserError } from '../../src/launcher/user-error';

it('openImap asks for --host if the server is unknown', async () => {
  const { imap } = parseOptions(['--imap', 'jean@corp.example'], {});
  if (imap === undefined) throw new Error('no mailbox was chosen');
  const opening = openImap(imap, 20, () => {});
  await expect(opening).rejects.toThrow(UserError);
  await expect(opening).rejects.toThrow(
    /jean@corp\.example is unknown to Facteur: give its --host, such as imap\./,
  );
});
