import { OWN_SOUND_FORMAT, type OwnSound } from '../../core/settings/own-sound';
import { pack, unpack } from '../../core/store/stored-format';

/**
 * The user's own sound: this machine's own. It lies in a database of its own, for all that `storage.local` holds is
 * read at each check and whenever the popup opens.
 */
export const ownSound = {
  /** Nothing where none was given. Rejects where the browser can't read it. */
  async get(): Promise<OwnSound | undefined> {
    return unpack(OWN_SOUND_FORMAT, await inStore('readonly', store => store.get(KEY)));
  },
  /** Rejects where the browser can't store it, as when there is no room. */
  async set(sound: OwnSound): Promise<void> {
    await inStore('readwrite', store => store.put(pack(OWN_SOUND_FORMAT, sound), KEY));
  },
  async remove(): Promise<void> {
    await inStore('readwrite', store => store.delete(KEY));
  },
};

const NAME = 'own-sound';
const KEY = 'sound';

async function inStore(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest,
): Promise<unknown> {
  const opening = indexedDB.open(NAME, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(NAME);
  const database = (await settled(opening)) as IDBDatabase;
  try {
    return await settled(act(database.transaction(NAME, mode).objectStore(NAME)));
  } finally {
    database.close();
  }
}

function settled(request: IDBRequest): Promise<unknown> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
