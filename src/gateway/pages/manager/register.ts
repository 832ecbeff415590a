import { INFOS } from '../../../core/answer/api-vocabulary';
import type { Gateway } from '../../access/gateway';
import { type Call, type Reply, redirect } from '../../http/http';
import { readLogo } from '../../services/logo';
import type { Application } from '../../services/register';
import { isRedirect, isServiceName, isSite } from '../../services/service-values';
import { type Content, html } from '../../text/html';
import { TEXTS } from '../../texts/language';
import type { Texts } from '../../texts/texts';
import { errorPage } from '../error';
import { hiddenFields, notice, pageReply } from '../layout';
import { forOperators } from './guard';
import { managedAddress } from './manager';
import { approve } from './service';

type Problem = 'badName' | 'badSite' | 'badLogo' | 'badRedirects' | 'noInfos';

/** `/manager/new`: the form that the provider's page describes. */
export const registerPage = forOperators((call, gateway) => formPage(call, gateway));

export const registerService = forOperators(async (call, gateway) => {
  const form = await call.upload();
  const text = (name: string) => String(form.get(name) ?? '').trim();
  if (!gateway.forms.isOwn(text('form'), call, 'manager', 'register'))
    return errorPage('oldForm', call.language);
  const application = await readApplication(form, text);
  if (typeof application === 'string') return formPage(call, gateway, application, form);
  const { register } = gateway.services;
  const service = await register.add(application);
  gateway.log.info(`manager: ${service.id} was registered`);
  return gateway.autoApprove ? approve(service, call, gateway) : redirect(managedAddress(service));
});

async function readApplication(
  form: FormData,
  text: (name: string) => string,
): Promise<Application | Problem> {
  const [name, site] = [text('name'), text('site')];
  if (!isServiceName(name)) return 'badName';
  if (!isSite(site)) return 'badSite';
  const file = form.get('logo');
  const content = file instanceof File && file.size > 0 ? Buffer.from(await file.arrayBuffer()) : undefined;
  const logo = content && readLogo(content);
  if (content !== undefined && logo === undefined) return 'badLogo';
  const redirects = text('redirects').split(/\s+/).filter(Boolean);
  if (redirects.length === 0 || !redirects.every(isRedirect)) return 'badRedirects';
  const infos = INFOS.filter(info => form.getAll('info').includes(info));
  return infos.length === 0 ? 'noInfos' : { name, site, logo, infos, redirects };
}

/** Shows the form. After a refused registration, `filled` is the refused form and `problem` the reason. */
function formPage(call: Call, { forms }: Gateway, problem?: Problem, filled?: FormData): Reply {
  const { language } = call;
  const { manager: texts, info: labels, signIn } = TEXTS[language];
  const value = (name: string) => String(filled?.get(name) ?? '');
  const infos = INFOS.map(info => {
    const isChosen = filled === undefined || filled.getAll('info').includes(info);
    return html`<div class="choice"><input type="checkbox" id="${info}" name="info" value="${info}"${isChosen && html` checked`}>
<label for="${info}">${labels[info]}</label></div>`;
  });
  const field = (name: 'name' | 'site', type: string, more: Content) =>
    html`<div class="field"><label for="${name}">${texts[name]}</label>
<input id="${name}" name="${name}" type="${type}" value="${value(name)}" required ${more}></div>`;
  const body = html`<form method="post" action="/manager/new" enctype="multipart/form-data">
<h1>${texts.register}</h1>
<p>${texts.registerLead}</p>
${problem !== undefined && notice('bad', problemText(problem, texts))}
${field('name', 'text', html`maxlength="60" dir="auto"`)}
${field('site', 'url', html`dir="ltr" placeholder="https://"`)}
<div class="field"><label for="logo">${texts.logo}</label>
<input id="logo" name="logo" type="file" accept="image/png,image/svg+xml" aria-describedby="logo-hint">
<p class="soft" id="logo-hint">${texts.logoHint}</p></div>
<div class="field"><label for="redirects">${texts.redirects}</label>
<textarea id="redirects" name="redirects" dir="ltr" rows="3" required aria-describedby="redirects-hint">${value('redirects')}</textarea>
<p class="soft" id="redirects-hint">${texts.redirectsHint}</p></div>
<fieldset><legend>${texts.infos}</legend>${infos}</fieldset>
${hiddenFields({ form: forms.sign(call, 'manager', 'register') })}
<p class="actions"><button class="button main">${texts.submit}</button>
<a class="button" href="/manager">${signIn.cancel}</a></p>
</form>`;
  return pageReply({
    language,
    title: texts.register,
    body,
    status: problem === undefined ? 200 : 400,
    cookies: forms.cookiesFor(call),
  });
}

function problemText(problem: Problem, texts: Texts['manager']): string {
  return problem === 'badLogo' ? `${texts.badLogo} ${texts.logoHint}` : texts[problem];
}
