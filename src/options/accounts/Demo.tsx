import { useState } from 'preact/hooks';
import type { MessageKey, Translate } from '../../core/text/text';
import type { DemoTrial } from './try-demo';

interface Props {
  t: Translate;
  disabled: boolean;
  say(words: string): void;
  onTry(): Promise<DemoTrial>;
}

const WORDS: Readonly<Record<Exclude<DemoTrial, 'signed-in'>, MessageKey>> = {
  'not-allowed': 'demoNotAllowed',
  'not-running': 'demoNotRunning',
};

export function Demo({ t, disabled, say, onTry }: Props) {
  const [outcome, setOutcome] = useState<MessageKey | 'under-way'>();
  const tryIt = async () => {
    setOutcome('under-way');
    const trial = await onTry().catch(() => 'failed' as const);
    const words = trial === 'signed-in' ? undefined : trial === 'failed' ? 'settingsNotSaved' : WORDS[trial];
    setOutcome(words);
    if (words) say(t(words));
  };
  return (
    <>
      <button
        type="button"
        name="try-demo"
        disabled={disabled || outcome === 'under-way'}
        onClick={() => void tryIt()}
      >
        {t(outcome === 'under-way' ? 'demoUnderWay' : 'tryDemo')}
      </button>
      {outcome && outcome !== 'under-way' && (
        <p class="bad">
          {t(outcome)}
          {outcome === 'demoNotRunning' && <code>npm run gateway</code>}
        </p>
      )}
    </>
  );
}
