import { type Checks, createChecks } from '../../src/background/checks';
import { present, presentAll } from '../../src/background/present';
import { createShowing } from '../../src/background/showing';
import type { World } from './world';

/** A background that can be killed between any two things that it does. */
export interface MortalBackground {
  checks: Checks;
  /** Resolves once `work` has ended or the background has died of it; rejects when the work fails. */
  survives(work: Promise<void>): Promise<boolean>;
  /** How many moments there were to kill it at: before and after each effect. */
  moments(): number;
}

/**
 * Evaluates the background anew in a world, which keeps what it stores and shows.
 * @param killAt the moment at which it stops dead, counted from 0; it lives on unless given
 */
export function createBackground(world: World, killAt = Number.POSITIVE_INFINITY): MortalBackground {
  let moments = 0;
  let die = () => {};
  const death = new Promise<false>(resolve => {
    die = () => resolve(false);
  });
  const never = new Promise<never>(() => {});
  let dead = false;

  /** Ends here for ever where the background is dead; nothing of it runs any more, side by side or not. */
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
  // Locks are given up with the background that holds them.
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
  return {
    checks: createChecks(effects),
    survives: work => Promise.race([work.then(() => true), death]),
    moments: () => moments,
  };
}
