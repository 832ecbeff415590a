import { type Account, sameQuestion } from '../core/account/account';

/** A second call with the same key shares the running one. */
export function singleFlight<T>(act: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const running = new Map<string, Promise<T>>();
  return key => {
    const run = running.get(key) ?? act(key).finally(() => running.delete(key));
    running.set(key, run);
    return run;
  };
}

/**
 * A second call for an account shares the running check. With `follow`, or once the server has answered, a new check is
 * queued behind it, at most one.
 * @param check calls its second argument when the server has answered
 */
export function singleCheck(
  check: (account: Account, answered: () => void) => Promise<void>,
): (account: Account, follow?: boolean) => Promise<void> {
  const running = new Map<string, { account: Account; done: Promise<void>; state: State }>();
  return (account, follow = false) => {
    const found = running.get(account.id);
    const current = found && sameQuestion(found.account, account) ? found : undefined;
    if (current && (current.state === 'queued' || (current.state === 'asking' && !follow)))
      return current.done;
    const entry = { account, done: Promise.resolve(), state: 'queued' as State };
    const begin = () => {
      entry.state = 'asking';
      return check(account, () => {
        entry.state = 'answered';
      });
    };
    const turn = current ? current.done.catch(() => {}).then(begin) : begin();
    entry.done = turn.finally(() => {
      if (running.get(account.id) === entry) running.delete(account.id);
    });
    running.set(account.id, entry);
    return entry.done;
  };
}

type State = 'queued' | 'asking' | 'answered';
