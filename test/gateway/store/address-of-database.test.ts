import { expect, onTestFinished, test, vi } from 'vitest';
import { createDatabase } from '../../../src/gateway/store/database';

const REMOTE = 'postgresql://facteur:s3cret@db.example.org/facteur';
const ADVICE =
  'database-url leads to another computer: add ?sslmode=verify-full to it, or ?sslmode=disable if nobody can read or change what is sent in that network, such as one of containers alone';

/** The message of the error, if any. */
async function refusal(url: string): Promise<string | undefined> {
  try {
    await createDatabase(url).close();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
}

test.each([
  REMOTE,
  'postgresql://facteur:s3cret@database/facteur',
  'postgresql://facteur:s3cret@192.0.2.1/facteur',
  'postgresql:///facteur?host=db.example.org&password=s3cret',
  'postgresql://facteur:s3cret@localhost/facteur?host=db.example.org',
  `${REMOTE}?ssl=true`,
  `${REMOTE}?ssl=no-verify`,
  `${REMOTE}?sslmode=`,
])('%s is refused: what is sent could be read', async url => {
  expect(await refusal(url)).toBe(ADVICE);
});

test.each(['require', 'prefer', 'allow', 'no-verify', 'REQUIRE', 'disable&sslmode=require'])(
  'sslmode=%s is refused, without a warning of pg',
  async mode => {
    const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
    onTestFinished(() => warn.mockRestore());
    for (const url of [REMOTE, 'postgresql://localhost/facteur'])
      expect(await refusal(`${url}?sslmode=${mode}`)).toMatch(
        /^sslmode in database-url can’t be “\w+(-\w+)?”: write verify-full, verify-ca with sslrootcert, or disable/,
      );
    expect(warn).not.toHaveBeenCalled();
  },
);

test('verify-ca needs the certificate of an authority', async () => {
  expect(await refusal(`${REMOTE}?sslmode=verify-ca`)).toMatch(
    /^database-url can’t be used \(Error\): .*sslrootcert/,
  );
});

test.each([
  `${REMOTE}?sslmode=verify-full`,
  `${REMOTE}?sslmode=verify-full&ssl=false`,
  `${REMOTE}?sslmode=disable`,
  'postgresql://facteur:s3cret@database/facteur?sslmode=disable',
  'postgresql://facteur:s3cret@localhost/facteur',
  'postgresql://facteur:s3cret@127.0.0.1/facteur',
  'postgresql://facteur:s3cret@[::1]/facteur',
  'postgresql:///facteur?host=/run/postgresql',
  'postgresql://%2Frun%2Fpostgresql/facteur',
  'postgresql:///facteur',
])('%s is fine', async url => {
  expect(await refusal(url)).toBeUndefined();
});
