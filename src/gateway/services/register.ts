import { randomBytes } from 'node:crypto';
import { hashPassword } from './credentials';
import type { Service, Standing } from './service';

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
  /** These do nothing if there is no service with this id. */
  judge(id: string, standing: Standing): Promise<void>;
  remove(id: string): Promise<void>;
  /** Returns the new SERVICE_PWD, which is stored nowhere. The former one is not valid any more. */
  replacePassword(id: string): Promise<string>;
}

/** Without a store, services are known until the gateway stops. */
export function createRegister(store?: ServiceStore): Register {
  let known: readonly Service[] = [];
  let last: Promise<unknown> = Promise.resolve();

  const all = async () => (await store?.read()) ?? known;
  /** Changes are made one after the other. */
  const change = (edit: (services: readonly Service[]) => readonly Service[]): Promise<void> => {
    const done = last.then(async () => {
      const services = edit(await all());
      await store?.write(services);
      known = services;
    });
    last = done.catch(() => {});
    return done;
  };
  const update = (id: string, changes: Partial<Service>) =>
    change(services => services.map(it => (it.id === id ? { ...it, ...changes } : it)));

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
    judge: (id, standing) => update(id, { standing }),
    remove: id => change(services => services.filter(it => it.id !== id)),
    async replacePassword(id) {
      const password = randomBytes(24).toString('base64url');
      await update(id, { passwordHash: hashPassword({ id, password }) });
      return password;
    },
  };
}

/** Never one that was given before: the users' choices about that service would hold for the new one. */
function idFor(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-');
  const short = plain.replace(/^-/, '').slice(0, 20).replace(/-$/, '');
  return `${short || 'service'}-${randomBytes(4).toString('hex')}`;
}
