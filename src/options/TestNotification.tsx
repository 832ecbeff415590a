import { useState } from 'preact/hooks';
import type { MessageKey, Translate } from '../core/text';

interface Props {
  t: Translate;
  say(words: string): void;
  onTest(): Promise<void>;
}

/** Has the browser show a notification, and says what to do where none is seen. */
export function TestNotification({ t, say, onTest }: Props) {
  const [outcome, setOutcome] = useState<MessageKey>();
  const test = async () => {
    const words = await onTest().then(
      () => 'testNotificationSent' as const,
      () => 'testNotificationFailed' as const,
    );
    setOutcome(words);
    say(t(words));
  };
  return (
    <div class="setting line">
      <button type="button" onClick={() => void test()}>
        {t('testNotification')}
      </button>
      {outcome && <p class={outcome === 'testNotificationFailed' ? 'bad' : 'hint'}>{t(outcome)}</p>}
    </div>
  );
}
