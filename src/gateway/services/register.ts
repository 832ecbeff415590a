import { randomBytes } from 'node:crypto';
import type { Records } from '../shared/records';
import { hashPassword } from './credentials';
import { isServiceId, type Service } from './service';

/** A service, as its developer describes it. */
export type Application = Pick<Service, 'name' | 'site' | 'logo' | 'infos' | 'redirects'>;

/** The services that were registered in the API Manager. A change applies once it is stored. */
export interface Register {
  /** Undefined if there is none with this id, which is untrusted. */
  find(id: string): Promise<Service | undefined>;
  /** By name. */
  all(): Promise<readonly Service[]>;
  isEmpty(): Promise<boolean>;
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

export function createRegister(services: Records<Service>): Register {
  const update = <T>(
    id: string,
    edit: (service: Service) => { readonly service: Service | undefined; readonly result: T },
  ): Promise<T | undefined> =>
    services.change<T | undefined>(id, service => {
      if (service === undefined) return { record: undefined, result: undefined };
      const { service: record, result } = edit(service);
      return { record, result };
    });
  const put = (id: string, changes: Partial<Service>) =>
    update(id, service => ({ service: { ...service, ...changes }, result: undefined }));

  return {
    find: async id => (isServiceId(id) ? services.get(id) : undefined),
    async all() {
      const all: Service[] = [];
      for await (const [, service] of services.all()) all.push(service);
      return all.sort((a, b) => a.name.localeCompare(b.name));
    },
    async isEmpty() {
      for await (const _ of services.all()) return false;
      return true;
    },
    async add(application) {
      const service: Service = {
        ...application,
        id: idFor(application.name),
        standing: 'waiting',
        passwordHash: undefined,
      };
      await services.change(service.id, () => ({ record: service, result: undefined }));
      return service;
    },
    async approve(id) {
      const password = newPassword();
      const passwordHash = hashPassword({ id, password });
      return update(id, service => {
        const isNew = service.passwordHash === undefined;
        return {
          service: { ...service, standing: 'approved', ...(isNew && { passwordHash }) },
          result: isNew ? password : undefined,
        };
      });
    },
    refuse: id => put(id, { standing: 'refused' }),
    remove: id => update(id, () => ({ service: undefined, result: undefined })),
    async replacePassword(id) {
      const password = newPassword();
      await put(id, { passwordHash: hashPassword({ id, password }) });
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
