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
  const known = [FACTEUR, ...declared];
  const find = async (id: string) => known.find(service => service.id === id) ?? register.find(id);
  return {
    declared,
    register,
    find,
    async admit(authorization) {
      if (authorization === undefined) return { service: FACTEUR };
      const { id, password } = readCredentials(authorization) ?? { id: '', password: '' };
      const service = await find(id);
      // Where there are no services, a service ID and a password of any kind are ignored, as in version 1.0.0.
      const isIgnored = service === undefined && declared.length === 0 && (await register.isEmpty());
      if (isIgnored) return { service: FACTEUR };
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
