import { randomBytes } from 'node:crypto';
import { createQueue } from '../../core/concurrency/queue';
import { hashPassword } from './credentials';
import type { Service } from './service';

/** Both methods reject on failure. */
export interface ServiceStore {
  /** Undefined if nothing is stored. */
  read(): Promise<readonly Service[] | undefined>;
  write(services: readonly Service[]): Promise<void>;
}

/** What a developer says about a service. */
export type Application = Pick<Service, 'name' | 'site' | 'logo' | 'infos' | 'redirects'>;

/** The services that were registered in the API Manager. A change applies once it is stored. */
export interface Register {
  /** Also what another gateway on the same folder stored. */
  all(): Promise<readonly Service[]>;
  add(application: Application): Promise<Service>;
  /**
   * Lets a service in. Returns its SERVICE_PWD if it had none; the password is stored nowhere. This and the methods
   * below do nothing if there is no service with this id.
   */
  approve(id: string): Promise<string | undefined>;
  refuse(id: string): Promise<void>;
  remove(id: string): Promise<void>;
  /** Returns the new SERVICE_PWD, which is stored nowhere. The former one is not valid any more. */
  replacePassword(id: string): Promise<string>;
}

/** Without a store, services are known until the gateway stops. */
export function createRegister(store?: ServiceStore): Register {
  let known: readonly Service[] = [];
  const inQueue = createQueue();

  const all = async () => (await store?.read()) ?? known;
  const change = (edit: (services: readonly Service[]) => readonly Service[]): Promise<void> =>
    inQueue(async () => {
      const services = edit(await all());
      await store?.write(services);
      known = services;
    });
  const update = (id: string, changesOf: (service: Service) => Partial<Service>) =>
    change(services => services.map(it => (it.id === id ? { ...it, ...changesOf(it) } : it)));

  return {
    all,
    async add(application) {
      const service: Service = {
        ...application,
        id: idFor(application.name),
        standing: 'waiting',
        passwordHash: undefined,
      };
      await change(services => [...services, service]);
      return service;
    },
    async approve(id) {
      let password: string | undefined;
      await update(id, ({ passwordHash }) => {
        if (passwordHash === undefined) password = newPassword();
        return {
          standing: 'approved',
          ...(password !== undefined && { passwordHash: hashPassword({ id, password }) }),
        };
      });
      return password;
    },
    refuse: id => update(id, () => ({ standing: 'refused' })),
    remove: id => change(services => services.filter(it => it.id !== id)),
    async replacePassword(id) {
      const password = newPassword();
      await update(id, () => ({ passwordHash: hashPassword({ id, password }) }));
      return password;
    },
  };
}

const newPassword = () => randomBytes(24).toString('base64url');

/** Never one that was given before: the users' choices about that service would hold for the new one. */
function idFor(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-');
  const short = plain.replace(/^-/, '').slice(0, 20).replace(/-$/, '');
  return `${short || 'service'}-${randomBytes(4).toString('hex')}`;
}
