import { createDemoMailbox } from './demo/demo-mailbox';
import { HELP, type Options, readOptions } from './options';
import { type RunningGateway, startGateway } from './server';

const print = (line: string) => void process.stdout.write(`${line}\n`);
const complain = (line: string) => void process.stderr.write(`facteur-gateway: ${line}\n`);

async function run({ port, deliverEvery, list }: Options): Promise<void> {
  const mailbox = createDemoMailbox({ deliverEveryMs: deliverEvery * 1000 });
  let gateway: RunningGateway;
  try {
    gateway = await startGateway({ port, listLength: list, mailbox, log: complain });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    complain(
      code === 'EADDRINUSE'
        ? `port ${port} is in use: stop what uses it, or choose another one with --port (0 takes any free one)`
        : `can’t listen on port ${port} (${code}): choose another one with --port`,
    );
    process.exitCode = 1;
    return;
  }
  const stop = async () => {
    await Promise.all([gateway.close(), mailbox.close()]);
    process.exit(0);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  print(`Home page:   ${gateway.origin}/`);
  print(`API address: ${gateway.apiAddress}`);
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
