import { codeOf } from '../shared/error-code';
import { forShell } from '../shared/for-shell';
import { StartupError } from '../shared/startup-error';
import type { CommandLine } from './autostart';
import type { Machine } from './machine';
import { type Installation, installationFor } from './places';

export interface ToInstall {
  /** The path of the program’s own file, which is copied. */
  readonly source: string;
  /** The options to start it with. Paths in them are absolute. */
  readonly options: readonly string[];
  readonly host: string;
  readonly port: number;
  /** With a slash at the end. */
  readonly homePage: string;
}

type Print = (line: string) => void;

/** In ms. A first start on a busy computer takes seconds. */
const DEADLINE = 20_000;
const STEP = 250;

/**
 * Copies the program and lets the system start the copy, now and at each login. Another run replaces the copy and
 * starts it again. @throws {StartupError} if a step fails. The message says which files and services have changed.
 */
export async function install(gateway: ToInstall, machine: Machine, print: Print): Promise<void> {
  const { source, options, host, port, homePage } = gateway;
  if (port === 0) {
    throw new StartupError('the gateway needs the same port at each start: choose one with --port');
  }
  const installation = installationFor(machine, options);
  const { program, autostart } = installation;
  const quote = (word: string) => forShell(word, machine.platform);
  const startByHand = (path: string) => [machine.node, path, ...options].map(quote).join(' ');
  await refuseWithout(installation, machine, startByHand(source));
  await freePort(installation, gateway, machine);

  // Read first: the source may be the copy.
  const content = await attempt(`read ${source}`, () => machine.read(source));
  const files = [
    { path: program, content, kind: 'the program' },
    { ...autostart.file, kind: autostart.kind },
  ];
  for (const { path, content, kind } of files) {
    await attempt(`write ${path}`, () => machine.write(path, content));
    print(`Wrote ${path} (${kind})`);
  }

  const undo = `node ${quote(program)} uninstall`;
  const [failure] = await runAll(autostart.start, machine);
  if (failure !== undefined) {
    throw new StartupError(
      `${failure}: ${autostart.advice}, or start the gateway yourself: ${startByHand(program)}. To remove the files: ${undo}`,
    );
  }
  if (!(await comesTrue(() => machine.isListening(host, port), machine))) {
    throw new StartupError(
      `the gateway was started but doesn’t answer on port ${port}. Its log says why: ${autostart.log}. To remove it: ${undo}`,
    );
  }
  print('Started the gateway. From now on, it starts when you log in.');
  print(`Home page:  ${homePage}`);
  print(`Log:        ${autostart.log}`);
  print(`Undo:       ${undo}`);
  if (autostart.hint !== undefined) print(autostart.hint);
}

/**
 * Stops the gateway and removes what `install` wrote. Prints which of the paths `kept` exist.
 * @throws {StartupError} if a part of it failed
 */
export async function uninstall(kept: readonly string[], machine: Machine, print: Print): Promise<void> {
  const installation = installationFor(machine, []);
  const { program, folder, autostart } = installation;
  const { file, logFile } = autostart;
  const written = logFile === undefined ? [file.path, program] : [file.path, program, logFile];
  const found = await existing(written, machine);
  if (found.length === 0) {
    print(`Nothing to uninstall: there is no ${program}`);
    return;
  }
  await refuseWithout(installation, machine);
  await machine.run(autostart.stop);
  const failures = await runAll(autostart.forget, machine);
  if (failures.length === 0) print('Stopped the gateway. It no longer starts when you log in.');
  for (const path of found) {
    await attempt(`remove ${path}`, () => machine.remove(path));
    print(`Removed ${path}`);
  }
  await attempt(`remove ${folder}`, () => machine.remove(folder));
  failures.push(...(await runAll(autostart.forgotten, machine)));
  for (const path of await existing(kept, machine)) print(`Kept ${path}`);
  if (failures.length > 0)
    throw new StartupError(`${failures.join('; ')}. Check that the gateway has stopped`);
}

/** @throws {StartupError} if the system can’t start programs for this user */
async function refuseWithout({ autostart }: Installation, machine: Machine, startByHand?: string) {
  const [failure] = autostart.probe ? await runAll([autostart.probe], machine) : [];
  if (failure === undefined) return;
  const byHand = startByHand === undefined ? '' : `, or start the gateway yourself: ${startByHand}`;
  throw new StartupError(`nothing was changed. ${failure}: ${autostart.advice}${byHand}`);
}

/** Stops an installed gateway. @throws {StartupError} if another program uses the port */
async function freePort({ autostart }: Installation, { host, port }: ToInstall, machine: Machine) {
  const isInstalled = await machine.exists(autostart.file.path);
  if (isInstalled) await machine.run(autostart.stop);
  const isFree = async () => !(await machine.isListening(host, port));
  if (await (isInstalled ? comesTrue(isFree, machine) : isFree())) return;
  throw new StartupError(
    `port ${port} is in use: stop the program that uses it, such as a gateway in another terminal, or choose another port with --port, and install again. ${isInstalled ? 'The installed gateway is stopped until then' : 'Nothing was changed'}`,
  );
}

/** Whether it becomes true before the deadline. */
async function comesTrue(condition: () => Promise<boolean>, machine: Machine): Promise<boolean> {
  for (let waited = 0; waited < DEADLINE; waited += STEP) {
    if (await condition()) return true;
    await machine.pause(STEP);
  }
  return condition();
}

/** Stops at the first failure and returns it, in words. */
async function runAll(commands: readonly CommandLine[], machine: Machine): Promise<string[]> {
  for (const command of commands) {
    const failure = await machine.run(command);
    if (failure !== undefined) return [`“${command.join(' ')}” failed (${failure})`];
  }
  return [];
}

async function existing(paths: readonly string[], machine: Machine): Promise<string[]> {
  const exist = await Promise.all(paths.map(path => machine.exists(path)));
  return paths.filter((_, i) => exist[i]);
}

async function attempt<T>(what: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw new StartupError(
      `can’t ${what} (${codeOf(error)}): give this user the permission for it, and try again`,
    );
  }
}
