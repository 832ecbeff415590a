import type { OwnSignIn } from '../../access/own-sign-in';
import { hintOf } from '../../finding/advice';
import { CHANGED } from '../../mailbox/imap/certificate';
import { isAboutPassword, type MailboxError } from '../../mailbox/mailbox';
import { type Content, type Html, html } from '../../text/html';
import { type PageLanguage, TEXTS } from '../../texts/language';
import { saidText } from '../error';
import { type OwnForm, providerAt } from './own-form';

/** Explains why a form can't be used yet, and says what to do. */
export function problemText(
  form: OwnForm,
  language: PageLanguage,
  { domains, mayCorrect }: Pick<OwnSignIn, 'domains' | 'mayCorrect'>,
): Content {
  const { own: texts } = TEXTS[language];
  const { address, server, problem } = form;
  const host = server?.host ?? '';
  const domain = domainOf(address);
  switch (problem) {
    case 'foreignDomain':
      return texts.foreignDomain(new Intl.ListFormat(language, { type: 'unit' }).format(domains));
    case 'noServer':
      return mayCorrect && domains.length === 0 && form.provider === undefined
        ? texts.noServer(domain)
        : texts.askAdministrator(domain);
    case 'takesNoPasswords':
      return withHelp('', form, language);
    case 'unproven':
      return texts.unproven(host);
    case undefined:
      return '';
    default:
      return texts[problem];
  }
}

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/** Explains an error of the mail server, quotes the server, and says what to do. */
export function failureText(failure: MailboxError, form: OwnForm, language: PageLanguage): Content {
  const { said } = failure.details;
  const text = html`${textOf(failure, form, language)}${said !== undefined && html` ${saidText(said, language)}`}`;
  // If a known provider can't be reached, the gateway may be offline. The provider's advice still helps the next try.
  const isHelpful =
    isAboutPassword(failure.trouble) || ['noPassword', 'unreachable', 'timeout'].includes(failure.trouble);
  return isHelpful ? withHelp(text, form, language) : text;
}

/** Explains an error of the mail server, without its words. */
export function textOf(
  { trouble, code, details }: MailboxError,
  { server, address }: Pick<OwnForm, 'server' | 'address'>,
  language: PageLanguage,
): string {
  const { own: texts } = TEXTS[language];
  const host = server?.host ?? '';
  const where = `${host}:${server?.port}`;
  switch (trouble) {
    case 'refused':
    case 'unexplained':
      return texts.refused(host);
    case 'busy':
      return texts.busyServer(host);
    case 'noPassword':
      return code === 'XOAUTH2' ? texts.oauthOnly(host, domainOf(address)) : texts.noSignIn(host);
    case 'certificate':
      if (details.certificate === undefined) return texts.noTls(where);
      if (code === CHANGED) return texts.changed(host);
      if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return texts.otherName(host);
      if (code === 'CERT_HAS_EXPIRED') return texts.expired(host);
      return code === 'CERT_NOT_YET_VALID' ? texts.notYetValid(host) : texts.untrusted(host);
    case 'timeout':
      return texts.timeout(where);
    case 'unreachable':
      return code === 'ENOTFOUND' ? texts.noHost(host) : texts.unreachable(where);
    case 'noFolder':
    case 'unmarked':
    case 'unexpected':
      return texts.unexpected(host);
  }
}

/** With what the provider needs, and its page about it. */
function withHelp(text: Content, form: OwnForm, language: PageLanguage): Content {
  const help = helpText(form, language);
  return help === false ? text : html`${text} ${help}`;
}

/** The things that the mailbox's provider needs first, and its page about them. */
export function helpText({ server, kept }: OwnForm, language: PageLanguage): Html | false {
  const provider = providerAt(server, kept.found);
  const hint = provider && hintOf(provider, language);
  if (provider === undefined || (hint === undefined && provider.help === undefined)) return false;
  const { name, help } = provider;
  return html`${hint}${
    help !== undefined &&
    html` <a href="${help}" target="_blank" rel="noopener noreferrer">${TEXTS[language].own.help(name)}</a>`
  }`;
}
