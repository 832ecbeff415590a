import { expect, test } from 'vitest';
import { drawMenuFor, type MenuEffects } from '../../src/background/draw-menu';
import { type MenuEntry, menuFor } from '../../src/core/view/menu';
import type { State } from '../../src/core/view/state';
import { HOUR, makeState, NOW } from '../make';

test('the menu is drawn only if it has changed', async () => {
  let state: State = makeState({});
  let drawn = '';
  const menus: (readonly MenuEntry[])[] = [];
  const effects: MenuEffects = {
    loadState: async () => state,
    now: () => NOW,
    drawnMenu: async () => drawn,
    async noteDrawnMenu(menu) {
      drawn = menu;
    },
    async drawMenu(entries) {
      menus.push(entries);
    },
    lock: (_name, act) => act(),
  };
  await drawMenuFor(effects);
  await drawMenuFor(effects);
  expect(menus).toEqual([menuFor(state, NOW)]);

  state = { ...state, snoozedUntil: NOW + HOUR };
  await drawMenuFor(effects);
  expect(menus).toEqual([menuFor(makeState({}), NOW), menuFor(state, NOW)]);

  // The browser has restarted.
  drawn = '';
  await drawMenuFor(effects);
  expect(menus).toHaveLength(3);
});
