import { CHOICES_FORMAT, type Choices } from '../core/settings/settings';
import { SYNC_FORMAT } from '../core/settings/sync';
import { unpack } from '../core/store/stored-format';
import { KEYS } from './keys';
import { type StoredItem, storedItem } from './stored-item';

/** The settings in `storage.sync`. They hold no secrets and follow the user to other computers. */
const synced: StoredItem<Choices> = storedItem(KEYS.settings, 'sync', CHOICES_FORMAT);

/** The settings of this computer only, used while sync is off. */
const own: StoredItem<Choices> = storedItem(KEYS.settings, 'local', CHOICES_FORMAT);

/** Whether the settings are synced. Each computer has its own choice, so this flag itself is never synced. */
export const syncItem: Pick<StoredItem<boolean>, 'key' | 'get'> = storedItem(KEYS.sync, 'local', SYNC_FORMAT);

const sync = syncItem as StoredItem<boolean>;

/** The user's settings, from `storage.sync` or `storage.local`, depending on {@link syncItem}. */
export const choicesItem: StoredItem<Choices> = {
  key: KEYS.settings,
  async get() {
    const [isOn, everywhere, here] = await Promise.all([sync.get(), synced.get(), own.get()]);
    return isOn ? everywhere : here;
  },
  // Under the lock: a running update would otherwise restore the settings that a reset has just removed.
  set: value => inUse(item => item.withLock(() => item.set(value))),
  update: (change, others) => inUse(item => item.update(change, others)),
  withSharedLock: act => inUse(item => item.withSharedLock(act)),
  withLock: act => inUse(item => item.withLock(act)),
  remove: () => inUse(item => item.remove()),
};

/** Holds the sync flag's shared lock, so that {@link setSync} can't move the settings meanwhile. */
function inUse<R>(act: (item: StoredItem<Choices>) => Promise<R>): Promise<R> {
  return sync.withSharedLock(async () => act((await sync.get()) ? synced : own));
}

/** The settings in use, for a caller that has already read all of `storage.local`. */
export async function loadChoices(local: Promise<Record<string, unknown>>): Promise<Choices> {
  const [here, everywhere] = await Promise.all([local, synced.get()]);
  return unpack(SYNC_FORMAT, here[sync.key]) ? everywhere : unpack(CHOICES_FORMAT, here[KEYS.settings]);
}

/**
 * Turns sync on or off; this computer keeps its settings. Turning it off leaves the synced copy for the
 * user's other computers. Turning it on overwrites the synced copy with this computer's settings. Rejects
 * like `set`; nothing has changed here then.
 */
export function setSync(on: boolean): Promise<void> {
  return sync.withLock(async () => {
    const before = await sync.get();
    if (on === before) return;
    const [from, to] = on ? [own, synced] : [synced, own];
    const chosen = await from.get();
    await to.update(() => chosen);
    await sync.set(on);
  });
}
