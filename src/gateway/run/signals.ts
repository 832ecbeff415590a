import { closeSync, openSync } from 'node:fs';
import { constants } from 'node:os';

export interface SignalHandlers {
  /** Reads the configuration again. */
  reload(): void;
  /** Ends the process in order. */
  stop(): void;
}

/** Whether this process belongs to a terminal that is there. */
function hasTerminal(): boolean {
  try {
    closeSync(openSync('/dev/tty', 'r'));
    return true;
  } catch {
    return false;
  }
}

/**
 * SIGHUP reloads, SIGTERM and SIGINT stop, a second one of these ends the process at once. A terminal that is closed also
 * sends SIGHUP: then the gateway that was started there stops, as other programs do.
 * @returns takes the handlers when there are some. Before, nothing has begun that must end in order: a signal ends the process, and only
 * SIGHUP waits.
 */
export function catchSignals(): (handlers: SignalHandlers) => void {
  const isAtTerminal = process.stdout.isTTY === true && hasTerminal();
  let handlers: SignalHandlers | undefined;
  let isReloadWaiting = false;
  let isStopping = false;
  const stop = (signal: NodeJS.Signals) => {
    // For systemd, another code is a failure.
    if (handlers === undefined) process.exit(0);
    else if (isStopping) process.exit(128 + constants.signals[signal]);
    else {
      isStopping = true;
      handlers.stop();
    }
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.on('SIGHUP', signal => {
    if (process.platform === 'win32' || (isAtTerminal && !hasTerminal())) stop(signal);
    else if (handlers === undefined) isReloadWaiting = true;
    else if (!isStopping) handlers.reload();
  });
  return it => {
    handlers = it;
    if (isReloadWaiting) it.reload();
  };
}
