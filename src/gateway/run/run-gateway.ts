import type { BegunSetup, Setup } from '../config/load';
import type { Log } from '../shared/log';
import { openProcessLog, print, printsToJournal } from './process-log';
import { startRunning } from './running';
import { createServiceManager } from './service-manager';
import { catchSignals } from './signals';
import { startLines } from './start-lines';
import { warningsOf } from './warnings';

/** In ms, until the process ends after a signal. systemd and container engines kill it some time later. */
const STOPS_WITHIN = 10_000;

/**
 * Runs until a signal ends the process.
 * @param read begins to read the configuration, later again for the setup that runs
 */
export async function runGateway(read: (running?: Setup) => Promise<BegunSetup>): Promise<void> {
  const handleSignals = catchSignals();
  const begun = await read();
  const processLog = openProcessLog(begun.options);
  const { log } = processLog;
  const manager = createServiceManager(process.env, log);
  const running = await startRunning(begun, async current => (await read(current)).finish(), processLog);
  const { setup } = running;
  const status = `Answers at ${running.origin}/`;
  handleSignals({
    async reload() {
      await manager.reloading();
      await running.reload();
      await manager.ready(status);
    },
    async stop() {
      setTimeout(() => {
        log.warn('something under way hasn’t ended in time');
        process.exit(0);
      }, STOPS_WITHIN);
      void manager.stopping();
      await running.stop();
      process.exit(0);
    },
  });
  for (const line of await warningsOf(setup)) log.warn(line);
  // A log system gets JSON alone, also where both outputs lead to it, and others read it.
  const isJson = setup.options.logFormat === 'json';
  const say = isJson ? log.info : print;
  for (const line of startLines(running, setup, isJson || printsToJournal())) say(line);
  tellMailboxes(setup, log);
  await manager.ready(status);
}

/** As many names as one line of a terminal can show. */
const MOST_NAMED = 5;

function tellMailboxes({ mailboxes, configPath }: Setup, log: Log): void {
  if (mailboxes.length === 0) return;
  const names = mailboxes.map(({ name }) => name).join(', ');
  const counted = `${configPath} sets up ${mailboxes.length} mailboxes`;
  const isNamed = mailboxes.length <= MOST_NAMED;
  log.info(isNamed ? `${configPath} sets up ${names}` : counted, counted);
  if (!isNamed) log.debug(`these are ${names}`, counted);
}
