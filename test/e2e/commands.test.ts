import { existsSync } from 'node:fs';
import { chmod, utimes, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { waitFor } from '../../src/launcher/wait-for';
import { commandsIn, PAGES } from '../docs/pages';
import { temporaryFolder } from '../gateway/folder';
import { build, outcome, run } from './command';
import { createWorld } from './world';

type Run =
  /**
   * Here, or a shorter command `as`. Its output must match `shows`. It must exit with 0, unless it `mayFail`. One that
   * `goesOn` gets a SIGINT once its output matches.
   */
  { as?: string; shows: RegExp; goesOn?: true; mayFail?: true } | { by: string } | { not: string };

const BY_CI = { by: '.ci/run' };
const BY_NPM_TEST = { by: 'test/run.mjs' };
const ON_A_MAIL_SERVER = { by: 'test/imap/program.test.ts' };
const BY_DEVICE_CODE = { by: 'test/imap/device-code.test.ts' };
const ON_ANY_MAILBOX = { by: 'test/e2e/own-mailbox.test.ts' };
const IN_THE_GUIDE = { by: 'test/e2e/commands.test.ts' };
const GATEWAY = {
  as: 'npm run gateway -- --port 0',
  goesOn: true,
  shows: /http:\/\/127\.0\.0\.1:\d+/,
} as const;
const BENCHED = { by: 'test/e2e/bench.test.ts' };
const INSTALLED = { by: 'test/gateway/autostart/program.test.ts' };

const ONCE: Run = { as: 'npm start -- --headless --once', shows: /badge +\d.*\nrow +\S/s };
const HEADLESS: Run = { as: 'npm start -- --headless', goesOn: true, shows: /Facteur \S+ is running in/ };
const GALLERY: Run = {
  as: 'npm run gallery -- --page popup --language fr --theme dark --browser chromium',
  shows: /[1-9]\d* pictures/,
};
const SOAK: Run = {
  as: 'npm run soak -- --minutes 0.1 --browser chromium',
  shows: /Nothing was lost, nothing doubled/,
};
/** In ms, on a busy machine. */
const WHOLE_RUN = 180_000;

const SECOND_GATEWAY =
  commandsIn(PAGES.get('docs/organisations.md') ?? '').find(it => it.startsWith('sed ')) ?? '';

const RUNS: Readonly<Record<string, Run>> = {
  'npm ci': BY_CI,
  'npm test': BY_CI,
  'npm ci && npm test': BY_CI,
  'npm run package': { by: 'test/e2e/packages.test.ts' },
  'npm ci && npm run package': { by: 'test/e2e/packages.test.ts' },
  'npm version --no-git-tag-version <version>': {
    as: 'cp package.json "$HOME" && cd "$HOME" && npm version --no-git-tag-version 9.8.7',
    shows: /^v9\.8\.7$/m,
  },
  'npm run build': BY_NPM_TEST,
  'npm run test:unit': BY_NPM_TEST,
  'npm run test:e2e': BY_NPM_TEST,
  'npx vitest run --project random': BY_NPM_TEST,
  'npx vitest run --project gateway': BY_NPM_TEST,
  'npm run check': BY_NPM_TEST,
  'npm run lint': { shows: /Checked \d+ files/ },
  'npm run types': { shows: /tsc --noEmit/ },
  'npm run format': { as: 'npx biome check --write test/e2e/commands.test.ts', shows: /No fixes applied/ },
  'npx vitest run --project "e2e*" popup': {
    as: 'npx vitest run --project "e2e*" size',
    shows: /1 passed/,
  },
  'npm ci && npm start': HEADLESS,
  'npm start': HEADLESS,
  'npm start -- --headless': HEADLESS,
  'npm start -- --headless --once': ONCE,
  'npm start -- --browser firefox': {
    as: 'npm start -- --browser firefox --headless --once',
    shows: /browser +firefox/i,
  },
  'npm start -- --imap jean@orange.fr': ON_ANY_MAILBOX,
  'npm start -- --imap': ON_ANY_MAILBOX,
  'npm start -- --imap jean@outlook.com': BY_DEVICE_CODE,
  'npm start -- --imap <address>': ON_ANY_MAILBOX,
  'npm run gateway -- sign-in jean@outlook.com': BY_DEVICE_CODE,
  'FACTEUR_IMAP_PASSWORD_FILE=~/.secret npm start -- --imap jean@orange.fr': ON_ANY_MAILBOX,
  'npm ci && npm run gateway': GATEWAY,
  'npm run gateway': GATEWAY,
  'npm run gateway -- --port 9000': { goesOn: true, shows: /http:\/\/127\.0\.0\.1:9000/ },
  'npm run gateway -- check': ON_A_MAIL_SERVER,
  'npm run gateway -- manager': { by: 'test/gateway/cli/program.test.ts' },
  'npm run dev': { goesOn: true, shows: /Load dist\/dev/ },
  'npm run screenshots': { shows: /dist\/store\/en\/1-mail\.png: 1280 × 800/ },
  'npm run icons': { by: 'test/build/icons/pictures.test.ts' },
  'npm run bench': BENCHED,
  'npm run bench -- --only size,popup --rounds 3': BENCHED,
  'npm run bench -- --only hostile': BENCHED,
  'npm run bench:gateway': {
    as: 'npm run bench:gateway -- --row idle --mailboxes 20',
    shows: /memory a mailbox, set up and idle/,
    mayFail: true,
  },
  'npm run simulate': {
    as: 'npm run simulate -- --installations 20000',
    shows: /Requests per second over time/,
    mayFail: true,
  },
  'npm run mutation': { as: 'npm run mutation -- --dryRunOnly', shows: /run succeeded/i },
  'npm run soak': SOAK,
  'npm run soak -- --minutes 16': SOAK,
  'npm run gallery': GALLERY,
  'npm run gallery -- --page popup --language fr --theme dark': GALLERY,
  'npm run gallery -- --page settings': GALLERY,
  'npm run gallery -- --language <language>': GALLERY,
  'npm install --prefix ~/.local/lib/facteur @napi-rs/keyring': { shows: /added \d+ packages/ },
  'mkdir -p ~/.config/facteur': IN_THE_GUIDE,
  'chmod 600 ~/.config/facteur/gateway.toml': IN_THE_GUIDE,
  'npm run gateway -- install': INSTALLED,
  'npm run gateway -- install --port 9000': INSTALLED,
  'npm run gateway -- uninstall': INSTALLED,
  'node ~/.local/lib/facteur/facteur-gateway.mjs uninstall': INSTALLED,
  'npx web-ext sign --channel unlisted --source-dir dist/firefox --artifacts-dir dist/signed': {
    not: 'Mozilla signs it, for people with an account there',
  },
  'cd src/deploy/container': { by: 'test/deploy/container.test.ts' },
  'git pull': { not: 'these files would change' },
  [SECOND_GATEWAY]: { by: 'test/deploy/unit.test.ts' },
};

/** They change the computer. */
const NEEDS_ROOT = /^sudo /;

const documented = [...new Set([...PAGES.values()].flatMap(commandsIn))].filter(it => !NEEDS_ROOT.test(it));

describe('the commands that the pages name', () => {
  it('are all in this file, and no others', () => {
    expect(Object.keys(RUNS).toSorted()).toEqual(documented.toSorted());
  });

  const elsewhere = Object.values(RUNS).flatMap(it => ('by' in it ? it.by : []));
  it.each([...new Set(elsewhere)])('are run by %s, which exists', file => {
    expect(existsSync(file)).toBe(true);
  });

  const here = new Map(
    Object.entries(RUNS).flatMap(([command, it]) => ('shows' in it ? [[it.as ?? command, it] as const] : [])),
  );
  it.each([...here])(
    '%s',
    async (command, { shows, goesOn, mayFail }) => {
      await build(command);
      const { code, output } = await outcome(
        run(command, await temporaryFolder()),
        goesOn ? shows : undefined,
      );
      expect(output).toMatch(shows);
      if (!goesOn && !mayFail) expect(code, output).toBe(0);
    },
    WHOLE_RUN,
  );
});

it('npm run dev reloads a page when its code changes, and the extension when the background changes', async () => {
  const child = run('npm run dev', await temporaryFolder());
  let output = '';
  child.stdout?.on('data', chunk => {
    output += String(chunk);
  });
  await waitFor(
    async () => output,
    text => text.includes('Load dist/dev'),
  );
  const world = await createWorld('chromium', { extension: resolve('dist/dev') });
  onTestFinished(world.close);
  const popup = await world.openPopup();
  await popup.evaluate(() => {
    document.title = 'before';
  });
  // A new modification time triggers the watcher; the content stays the same for other tests.
  await utimes('src/popup/Popup.tsx', new Date(), new Date());
  await waitFor(
    () => popup.evaluate(() => document.title).catch(() => 'before'),
    title => title !== 'before',
  );
  await utimes('src/background/checks.ts', new Date(), new Date());
  await waitFor(
    async () => popup.isClosed(),
    isClosed => isClosed,
  );
});

it('the gateway reads the guide’s config file once others can’t', async () => {
  const home = await temporaryFolder();
  const guide = PAGES.get('docs/gateway.md') ?? '';
  const [makeFolder = '', makePrivate = ''] = commandsIn(guide).filter(it => /^(?:mkdir|chmod) /.test(it));
  expect(await outcome(run(makeFolder, home))).toMatchObject({ code: 0 });
  const config = join(home, '.config/facteur/gateway.toml');
  const mailbox = /^```toml\n(\[\[mailbox\]\]\n.*?)^```/ms.exec(guide)?.[1] ?? '';
  // No mail server listens on port 9, but the gateway starts all the same.
  await writeFile(config, `${mailbox}host = "127.0.0.1"\nport = 9\n`);
  await chmod(config, 0o644);

  const start = 'npm run gateway -- --port 0';
  const refused = await outcome(run(start, home));
  expect(refused.output).toContain('chmod 600');
  expect(refused.code).not.toBe(0);

  expect(await outcome(run(makePrivate, home))).toMatchObject({ code: 0 });
  const listening = /http:\/\/127\.0\.0\.1:\d+/;
  const { output } = await outcome(run(start, home), listening);
  expect(output).toMatch(listening);
});
