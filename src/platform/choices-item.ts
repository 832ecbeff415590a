import { CHOICES_FORMAT, type Choices } from '../core/settings/settings';
import { SYNC_FORMAT } from '../core/settings/sync';
import { unpack } from '../core/store/stored-format';
import { KEYS } from './keys';
import { type StoredItem, storedItem } from './stored-item';

/** In the browser's synchronisation: they hold no secret, and follow the user to their other machines. */
const synced: StoredItem<Choices> = storedItem(KEYS.settings, 'sync', CHOICES_FORMAT);

/** Of this machine alone. */
const own: StoredItem<Choices> = storedItem(KEYS.settings, 'local', CHOICES_FORMAT);

/** Whether the settings are the synchronised ones. Each machine's own choice, and so never synchronised itself. */
export const syncItem: Pick<StoredItem<boolean>, 'key' | 'get'> = storedItem(KEYS.sync, 'local', SYNC_FORMAT);

const sync = syncItem as StoredItem<boolean>;

/** The settings that the user chose, wherever they are kept. */
export const choicesItem: StoredItem<Choices> = {
  key: KEYS.settings,
  async get() {
    const [isOn, everywhere, here] = await Promise.all([sync.get(), synced.get(), own.get()]);
    return isOn ? everywhere : here;
  },
  // In turn, for a change under way would bring back what a reset has taken away.
  set: value => inUse(item => item.alone(() => item.set(value))),
  update: (change, others) => inUse(item => item.update(change, others)),
  hold: act => inUse(item => item.hold(act)),
  alone: act => inUse(item => item.alone(act)),
  remove: () => inUse(item => item.remove()),
};

/** Nobody moves the settings elsewhere until `act` has ended. */
function inUse<R>(act: (item: StoredItem<Choices>) => Promise<R>): Promise<R> {
  return sync.hold(async () => act((await sync.get()) ? synced : own));
}

/** Gives the choices that hold, given everything in `storage.local`. For who reads that anyway. */
export async function loadChoices(local: Promise<Record<string, unknown>>): Promise<Choices> {
  const [here, everywhere] = await Promise.all([local, synced.get()]);
  return unpack(SYNC_FORMAT, here[sync.key]) ? everywhere : unpack(CHOICES_FORMAT, here[KEYS.settings]);
}

/**
 * Turns synchronisation on or off; the settings that hold stay the same here. Off, what is synchronised is left to the
 * user's other machines; on, this machine's settings take its place. Rejects like `set`, and the same
 * settings hold here then.
 */
export function setSync(on: boolean): Promise<void> {
  return sync.alone(async () => {
    const before = await sync.get();
    if (on === before) return;
    const [from, to] = on ? [own, synced] : [synced, own];
    const chosen = await from.get();
    await to.update(() => chosen);
    await sync.set(on);
  });
}
