import { isLoopback } from './bind-address';
import { createDemoMailbox } from './demo/demo-mailbox';
import { codeOf } from './error-code';
import { HELP } from './help';
import { createLog, formatLine } from './log';
import { type Options, readOptions } from './options';
import { type RunningGateway, startGateway } from './server';
import { StartupError } from './startup-error';
import { defaultStateFolder } from './state/state-folder';

const print = (line: string) => void process.stdout.write(`${line}\n`);
const complain = (line: string) => void process.stderr.write(`facteur-gateway: ${line}\n`);

async function run(options: Options): Promise<void> {
  const { deliverEvery, list, logLevel, state = defaultStateFolder(), ...binding } = options;
  const toJournal = process.env.JOURNAL_STREAM !== undefined;
  const log = createLog(logLevel, (level, line) =>
    process.stderr.write(`${formatLine(level, line, new Date(), toJournal)}\n`),
  );
  const mailbox = createDemoMailbox({ deliverEveryMs: deliverEvery * 1000 });
  let gateway: RunningGateway;
  try {
    gateway = await startGateway({ ...binding, state, listLength: list, mailbox, log });
  } catch (error) {
    complain(error instanceof StartupError ? error.message : cannotListen(codeOf(error), options));
    process.exitCode = 1;
    await mailbox.close();
    return;
  }
  const stop = async () => {
    await Promise.all([gateway.close(), mailbox.close()]);
    process.exit(0);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  if (options.publicOrigin !== undefined || !isLoopback(options.host)) {
    log.warn('anybody who reaches this gateway can sign in: the demo’s user name and password are public');
  }
  print(`Home page:   ${gateway.origin}/`);
  print(`API address: ${gateway.apiAddress}`);
}

function cannotListen(code: string, { host, port }: Options): string {
  if (code === 'EADDRINUSE') {
    return `port ${port} is in use: stop what uses it, or choose another one with --port (0 takes any free one)`;
  }
  if (code === 'EADDRNOTAVAIL') {
    return `${host} is no address of this machine: choose another one with --host`;
  }
  return `can’t listen on port ${port} (${code}): choose another one with --port`;
}

const request = readOptions(process.argv.slice(2), process.env);
switch (request.kind) {
  case 'help':
    process.stdout.write(HELP);
    break;
  case 'version':
    print(__VERSION__);
    break;
  case 'wrong':
    complain(request.line);
    process.exitCode = 2;
    break;
  case 'run':
    await run(request.options);
}
