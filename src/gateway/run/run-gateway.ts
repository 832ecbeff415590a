import type { BegunSetup, Setup } from '../config/load';
import { listed } from '../config/read-table';
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
  const names = setup.mailboxes.map(({ name }) => name);
  const found = `${setup.configPath} sets up`;
  if (names.length > 0) log.info(`${found} ${listed(names)}`, `${found} ${names.length} mailboxes`);
  await manager.ready(status);
}
