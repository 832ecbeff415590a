import { type Acts, createActs } from '../../src/background/act';
import { type Checks, createChecks } from '../../src/background/checks';
import { present, presentAll } from '../../src/background/present';
import { createShowing } from '../../src/background/showing';
import type { World } from './world';

export interface MortalBackground {
  checks: Checks;
  acts: Acts;
  /** Resolves when `work` has ended or the background was killed; rejects if `work` fails. */
  survives(work: Promise<void>): Promise<boolean>;
  /** Number of moments so far at which it could be killed: before and after each effect. */
  moments(): number;
}

/**
 * Starts a new background in a world that keeps its storage and notifications.
 * @param killAt the moment at which it is killed, from 0; never by default
 */
export function createBackground(world: World, killAt = Number.POSITIVE_INFINITY): MortalBackground {
  let moments = 0;
  let die = () => {};
  const death = new Promise<false>(resolve => {
    die = () => resolve(false);
  });
  const never = new Promise<never>(() => {});
  let dead = false;

  /** Never resolves once the background is dead, so that none of its code runs on. */
  const live = () => {
    if (moments++ === killAt) {
      dead = true;
      die();
    }
    return dead ? never : undefined;
  };
  const mortal =
    (effect: (...args: never[]) => unknown) =>
    async (...args: never[]) => {
      await live();
      const result = await effect(...args);
      await live();
      return result;
    };
  // A killed background releases its locks.
  const turns = new Map<string, Promise<unknown>>();
  const lock = <T>(name: string, act: () => Promise<T>): Promise<T> => {
    const done = (turns.get(name) ?? Promise.resolve()).then(act);
    turns.set(
      name,
      done.catch(() => {}),
    );
    return done;
  };
  const {
    t,
    now,
    badgeWidth,
    lock: _own,
    showing: _showing,
    present: _present,
    presentAll: _all,
    ...others
  } = world.effects;
  const wrapped = Object.fromEntries(Object.entries(others).map(([name, effect]) => [name, mortal(effect)]));
  const setShown = mortal(async (shown: boolean) => {
    world.noted = shown;
  });
  const showing = createShowing({
    shown: async () => world.noted,
    setShown: setShown as (shown: boolean) => Promise<void>,
  });
  const effects = {
    ...wrapped,
    t,
    now,
    badgeWidth,
    lock,
    showing,
    present: (ids: readonly string[]) => present(ids, effects),
    presentAll: () => showing(() => presentAll(effects), true),
  } as World['effects'];
  const checks = createChecks(effects);
  let ids = 0;
  return {
    checks,
    acts: createActs({ ...effects, checks, newId: () => `${world.now}-${ids++}` }),
    survives: work => Promise.race([work.then(() => true), death]),
    moments: () => moments,
  };
}
