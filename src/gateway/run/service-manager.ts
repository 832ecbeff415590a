import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { createQueue } from '../../core/concurrency/queue';
import { codeOf } from '../shared/error-code';
import type { Log } from '../shared/log';
import type { Environment } from '../shared/user-folder';

/** Tells systemd how far the gateway is, as sd_notify(3) says. Each resolves when it is told; never rejects. */
export interface ServiceManager {
  /** @param status for `systemctl status` */
  ready(status: string): Promise<void>;
  reloading(): Promise<void>;
  stopping(): Promise<void>;
}

const run = promisify(execFile);

/** In ms. */
const DEADLINE = 5_000;

/** By systemd-notify, as Node.js has no datagrams on Unix sockets; without systemd it tells nobody. */
export function createServiceManager(env: Environment, log: Log): ServiceManager {
  const inQueue = createQueue();
  const tell = (...fields: readonly string[]) =>
    inQueue(async () => {
      if (!env.NOTIFY_SOCKET) return;
      await run('systemd-notify', [...fields], { timeout: DEADLINE }).catch(error =>
        log.warn(`systemd isn’t told ${fields[0]} (${codeOf(error)}): systemd-notify failed`),
      );
    });
  return {
    ready: status => tell('READY=1', `STATUS=${status}`),
    reloading: () => tell('RELOADING=1', `MONOTONIC_USEC=${process.hrtime.bigint() / 1000n}`),
    stopping: () => tell('STOPPING=1', 'STATUS=Finishes what is under way'),
  };
}
