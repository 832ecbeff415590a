import { OWN_SOUND_FORMAT, type OwnSound } from '../../core/settings/own-sound';
import { pack, unpack } from '../../core/store/stored-format';

/**
 * The user's own sound file, on this computer only. Kept in IndexedDB and not in `storage.local`, because
 * each check and each opening of the popup read all of `storage.local`.
 */
export const ownSound = {
  /** Undefined if the user has set none. Rejects if the browser can't read it. */
  async get(): Promise<OwnSound | undefined> {
    return unpack(OWN_SOUND_FORMAT, await inStore('readonly', store => store.get(KEY)));
  },
  /** Rejects if the browser can't store it, for example when the disk is full. */
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
