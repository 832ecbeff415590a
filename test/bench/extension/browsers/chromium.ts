import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { FOR_ROOT, QUIET } from '../../../../src/launcher/browsers/chromium';
import { findBrowser } from '../../../../src/launcher/browsers/find';
import { makeProfile } from '../../../../src/launcher/browsers/profile';
import { waitFor } from '../../../../src/launcher/wait-for';
import { commandLine, memoryOfFamily, runningFamily } from '../processes';
import type { BenchBrowser, BenchPage } from './bench-browser';
import { type DevToolsPipe, devToolsPipe } from './devtools-pipe';

const ARGS = ['--headless', '--remote-debugging-pipe', '--enable-unsafe-extension-debugging', ...QUIET];

/** Chromium's page of workers. Its button stops them without a debugger. It stays open all the time. */
const WORKERS_PAGE = 'chrome://serviceworker-internals';

/** Launches Chromium without puppeteer, which attaches a debugger to every worker as it starts. */
export async function launchChromium(extension: string): Promise<BenchBrowser> {
  const profile = await makeProfile('chromium');
  const child = spawn(
    findBrowser('chromium') ?? 'chromium',
    [...ARGS, ...FOR_ROOT, `--user-data-dir=${profile}`, 'about:blank'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const { pid } = child;
  if (pid === undefined) throw new Error('Chromium did not start.');
  const pipe = devToolsPipe(child);
  const { product } = await pipe.send<{ product: string }>('Browser.getVersion');
  const { id } = await pipe.send<{ id: string }>('Extensions.loadUnpacked', { path: extension });
  const addressOf = (url: string) => (url.includes('://') ? url : `chrome-extension://${id}/${url}`);
  const workers = await openPage(pipe, WORKERS_PAGE);
  return {
    version: product,
    open: url => openPage(pipe, addressOf(url), addressOf),
    async leaveBlankTab() {
      const { targetInfos } = await pipe.send<{ targetInfos: TargetInfo[] }>('Target.getTargets');
      await pipe.send('Target.createTarget', { url: 'about:blank' });
      for (const { targetId, type, url } of targetInfos)
        if (type === 'page' && !url.startsWith(WORKERS_PAGE))
          await pipe.send('Target.closeTarget', { targetId });
    },
    async stopBackground() {
      await workers.evaluate(pressStop);
    },
    memory: () => memoryOfFamily(pid),
    async leftBehind() {
      const lines = await Promise.all((await runningFamily(pid)).map(commandLine));
      return lines.filter(line => line.includes('--extension-process')).length;
    },
    async close() {
      const ended = once(child, 'exit');
      await pipe.send('Browser.close').catch(() => {});
      await ended;
      await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}

/** Runs in the page of workers: presses Stop until the extension's worker has stopped. */
async function pressStop(): Promise<void> {
  const status = () => document.querySelector('.serviceworker-running-status .value')?.textContent;
  while (status() !== 'STOPPED') {
    if (status() === 'RUNNING') document.querySelector<HTMLElement>('[data-command=stop]')?.click();
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}

async function openPage(
  pipe: DevToolsPipe,
  address: string,
  addressOf: (url: string) => string = url => url,
): Promise<BenchPage> {
  const { targetId } = await pipe.send<{ targetId: string }>('Target.createTarget', { url: address });
  const { sessionId } = await pipe.send<{ sessionId: string }>('Target.attachToTarget', {
    targetId,
    flatten: true,
  });
  const evaluate: BenchPage['evaluate'] = async (run, ...args) => {
    const expression = `(${run})(...${JSON.stringify(args)})`;
    const { result, exceptionDetails } = await pipe.send<Evaluated>(
      'Runtime.evaluate',
      { expression, awaitPromise: true, returnByValue: true },
      sessionId,
    );
    if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
    return result.value as never;
  };
  const loaded = (url: string) =>
    waitFor(
      () => evaluate(() => `${location.href} ${document.readyState}`).catch(() => ''),
      state => state.startsWith(url) && state.endsWith('complete'),
    );
  await loaded(address);
  return {
    evaluate,
    async goTo(url) {
      await pipe.send('Page.navigate', { url: addressOf(url) }, sessionId);
      await loaded(addressOf(url));
    },
    async close() {
      await pipe.send('Target.closeTarget', { targetId });
    },
  };
}

interface TargetInfo {
  targetId: string;
  type: string;
  url: string;
}

interface Evaluated {
  result: { value?: unknown };
  exceptionDetails?: object;
}
