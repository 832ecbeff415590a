import { useLayoutEffect, useState } from 'preact/hooks';
import type { GatewayFacts } from '../../core/account/gateway-facts';
import { parseUrl } from '../../core/answer/link';
import type { Text, Translate } from '../../core/text/text';
import { problemText } from '../../core/view/visits';
import type { OptionsActions } from '../props';
import type { Connecting } from './connect-gateway';

interface Props extends Pick<OptionsActions, 'connect' | 'connectDemo'> {
  gateway: GatewayFacts;
  t: Translate;
  /** Announces a text to screen readers. */
  say(words: string): void;
  onConnected(): void;
}

type Offer = 'own' | 'demo';

const NOT_SAVED: Text = { key: 'accountNotSaved' };

/** The gateway that was found on this computer. Its own mailbox and its demo are two offers. */
export function LocalGateway({ gateway, t, say, connect, connectDemo, onConnected }: Props) {
  const [underWay, setUnderWay] = useState<Offer>();
  const [problem, setProblem] = useState<Text>();
  const title = t('localGateway');
  useLayoutEffect(() => say(title), []);

  const start = async (offer: Offer) => {
    setUnderWay(offer);
    setProblem(undefined);
    const connecting = offer === 'own' ? connect(gateway, {}) : connectDemo(gateway);
    const end = await connecting.catch((): undefined => {});
    setUnderWay(undefined);
    if (end?.kind === 'connected') return onConnected();
    const words: Text = end ? problemOf(end, gateway.apiAddress) : NOT_SAVED;
    setProblem(words);
    say(t(words));
  };
  const button = (offer: Offer, primary: boolean) => (
    <button
      type="button"
      name={offer === 'own' ? 'connect' : 'try-demo'}
      class={primary ? 'primary' : ''}
      disabled={underWay !== undefined}
      aria-busy={underWay === offer}
      onClick={() => void start(offer)}
    >
      {t(underWay === offer ? 'finishInWindow' : offer === 'own' ? 'connect' : 'tryDemo')}
    </button>
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form fields
    <div class="gateway" role="group" aria-label={title}>
      <p class="title">{title}</p>
      <p class="hint">{t(gateway.onlyDemo ? 'onlyDemoHelp' : 'localGatewayHelp')}</p>
      <div class="buttons">
        {!gateway.onlyDemo && button('own', true)}
        {gateway.demo !== undefined && button('demo', gateway.onlyDemo)}
      </div>
      {problem && <p class="bad">{t(problem)}</p>}
    </div>
  );
}

function problemOf(end: Exclude<Connecting, { kind: 'connected' }>, address: string): Text {
  const host = parseUrl(address)?.host ?? '';
  switch (end.kind) {
    case 'not-allowed':
      return { key: 'connectNotAllowed', args: [host] };
    case 'not-signed-in':
      if (end.problem.kind === 'unreachable') return { key: 'gatewayNotRunning' };
      return end.problem.kind === 'not-saved' ? NOT_SAVED : problemText(end.problem);
    case 'no-gateway':
    case 'unreachable':
      return { key: 'gatewayNotRunning' };
  }
}
