import { INTERNET_PROVIDERS } from './internet-providers';
import { MAIL_SERVICES } from './mail-services';
import type { Provider } from './provider';
import { WEB_HOSTS } from './web-hosts';

/**
 * Domains, hosts and user names were reviewed by hand in November 2026 against Thunderbird's public list (ISPDB,
 * <https://github.com/thunderbird/autoconfig>), where it has the provider. The list can't be read at build time: a fresh
 * machine has only the npm registry, which has no such list (nodemailer-wellknown knows only servers for sending).
 */
export const PROVIDERS: readonly Provider[] = [...MAIL_SERVICES, ...INTERNET_PROVIDERS, ...WEB_HOSTS];
