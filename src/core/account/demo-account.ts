import type { Account } from './account';
import { LOCAL_GATEWAY } from './gateway-address';

/** The account of the gateway on this computer, nobody signed in to it yet. */
export function demoAccount(id: string): Account {
  const { apiAddress, signInPage, webmailAddress } = LOCAL_GATEWAY;
  return {
    id,
    name: 'Demo',
    endpoint: apiAddress,
    token: '',
    signInPage,
    webmail: webmailAddress,
    serviceId: '',
    servicePassword: '',
    notify: true,
    revision: 0,
  };
}
