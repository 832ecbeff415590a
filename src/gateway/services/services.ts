import { isPasswordOf, readCredentials } from './credentials';
import type { Register } from './register';
import { FACTEUR, type Service } from './service';

/** Why a call is not answered for a service. */
export type Refusal = 'unknown' | 'no-password' | 'wrong-password' | 'waiting' | 'refused';

export type Admission = { readonly service: Service } | { readonly refusal: Refusal; readonly id: string };

export interface Services {
  /** In any standing; undefined if there is none with this id. */
  find(id: string): Promise<Service | undefined>;
  /** Whose call it is, by its `Authorization` header. Facteur's if there is none. */
  admit(authorization: string | undefined): Promise<Admission>;
  /** Of the config file. */
  readonly declared: readonly Service[];
  readonly register: Register;
}

export function createServices(declared: readonly Service[], register: Register): Services {
  const all = async () => [FACTEUR, ...declared, ...(await register.all())];
  return {
    declared,
    register,
    find: async id => (id === FACTEUR.id ? FACTEUR : (await all()).find(service => service.id === id)),
    async admit(authorization) {
      if (authorization === undefined) return { service: FACTEUR };
      const services = await all();
      // Before there were services, a service ID and a password of any kind were ignored.
      if (services.length === 1) return { service: FACTEUR };
      const { id, password } = readCredentials(authorization) ?? { id: '', password: '' };
      const service = services.find(it => it.id === id);
      const refused = (refusal: Refusal): Admission => ({ refusal, id });
      if (service === undefined) return refused('unknown');
      if (service.standing !== 'approved') return refused(service.standing);
      if (service === FACTEUR) return { service };
      if (password === '') return refused('no-password');
      const isRight = isPasswordOf({ id, password }, service.passwordHash ?? '');
      return isRight ? { service } : refused('wrong-password');
    },
  };
}
