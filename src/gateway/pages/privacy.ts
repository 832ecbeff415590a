import { INFOS } from '../../core/answer/api-vocabulary';
import { withQuery } from '../access/return-address';
import type { Gateway } from '../access/services';
import { type Call, type Reply, redirect } from '../http/http';
import { codeOf } from '../shared/error-code';
import { html } from '../text/html';
import { TEXTS } from '../texts/language';
import { errorPage } from './error';
import { hiddenFields, notice, pageReply } from './layout';

function readUser(parameters: URLSearchParams, call: Call, gateway: Gateway): string | undefined {
  const user = parameters.get('user') ?? call.session?.user;
  if (user === undefined || gateway.accounts.mailboxOf(user) === undefined) return undefined;
  const opened = user === call.session?.user || gateway.links.opensPrivacy(parameters.get('key') ?? '', user);
  return opened ? user : undefined;
}

function readReturn(parameters: URLSearchParams, gateway: Gateway): string | undefined {
  const address = parameters.get('urlRetour') ?? '';
  return gateway.checkReturnAddress(address) === 'accepted' ? address : undefined;
}

/** `/privacy?user=…&key=…&urlRetour=…`: the user chooses what the API may tell. */
export async function privacyPage(call: Call, gateway: Gateway): Promise<Reply> {
  const { language, query } = call;
  const user = readUser(query, call, gateway);
  if (user === undefined) {
    const inWindow = readReturn(query, gateway) !== undefined;
    return query.has('key') ? errorPage('badKey', language, inWindow) : redirect('/sign-in?next=/privacy');
  }
  const { privacy: texts, info: labels } = TEXTS[language];
  const { refused, withheld } = await gateway.consents.of(user);
  const urlRetour = readReturn(query, gateway);
  const key = query.get('key') ?? undefined;
  const form = gateway.forms.sign(call, 'privacy', user);
  const choices = INFOS.map(
    info => html`<label class="choice">
<input type="checkbox" name="allow" value="${info}"${!withheld.has(info) && html` checked`}><span>${labels[info]}</span></label>`,
  );
  const body = html`<form method="post" action="/privacy">
<h1>${texts.title}</h1>
<p>${texts.lead}</p>
${refused ? notice('bad', texts.refused) : query.has('saved') && notice('good', texts.saved)}
<fieldset><legend>${texts.legend}</legend>${choices}</fieldset>
<p class="soft">${texts.withholding}${urlRetour !== undefined && ` ${texts.back}`}</p>
${hiddenFields({ user, key, urlRetour, form })}
<p class="actions"><button class="button main" name="choice" value="save">${texts.save}</button>
<button class="button" name="choice" value="refuse">${texts.refuse}</button></p>
</form>`;
  return pageReply({
    language,
    title: texts.title,
    body,
    cookies: gateway.forms.cookiesFor(call),
    formTarget: urlRetour,
  });
}

export async function savePrivacy(call: Call, gateway: Gateway): Promise<Reply> {
  const form = await call.form();
  const user = readUser(form, call, gateway);
  const back = readReturn(form, gateway);
  const inWindow = back !== undefined;
  if (user === undefined) return errorPage('badKey', call.language, inWindow);
  if (!gateway.forms.isOwn(form.get('form') ?? '', call, 'privacy', user)) {
    return errorPage('oldForm', call.language, inWindow);
  }
  const choice = form.get('choice');
  if (choice !== 'save' && choice !== 'refuse') return errorPage('badForm', call.language);
  const allowed = form.getAll('allow');
  const infos = INFOS.filter(info => allowed.includes(info));
  try {
    await (choice === 'refuse' ? gateway.consents.refuse(user) : gateway.consents.allow(user, infos));
  } catch (error) {
    gateway.log.error(`privacy: choice not saved (${codeOf(error)})`);
    return errorPage('unsaved', call.language, inWindow);
  }
  gateway.log.info(`privacy: ${choice === 'refuse' ? 'everything refused' : 'choice saved'}`);
  if (back !== undefined) return redirect(back);
  return redirect(withQuery('/privacy', { user, key: form.get('key') ?? '', saved: choice }));
}
