import { useState } from 'preact/hooks';
import type { MessageKey, Translate } from '../../core/text/text';
import type { OptionsActions } from '../props';

interface Props {
  t: Translate;
  say(words: string): void;
  onTest: OptionsActions['testNotification'];
}

const OUTCOMES = {
  shown: 'testNotificationSent',
  blocked: 'notificationsBlocked',
  failed: 'testNotificationFailed',
} as const satisfies Record<string, MessageKey>;

export function TestNotification({ t, say, onTest }: Props) {
  const [outcome, setOutcome] = useState<keyof typeof OUTCOMES>();
  const test = async () => {
    const outcome = await onTest().catch(() => 'failed' as const);
    setOutcome(outcome);
    say(t(OUTCOMES[outcome]));
  };
  return (
    <div class="setting line">
      <button type="button" onClick={() => void test()}>
        {t('testNotification')}
      </button>
      {outcome && <p class={outcome === 'shown' ? 'hint' : 'bad'}>{t(OUTCOMES[outcome])}</p>}
    </div>
  );
}
