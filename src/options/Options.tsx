import { useState } from 'preact/hooks';
import type { MessageKey, Text } from '../core/text';
import { Accounts } from './Accounts';
import { Backup } from './Backup';
import { Choices } from './Choices';
import { Diagnostics } from './Diagnostics';
import { Managed } from './Managed';
import type { OptionsProps } from './props';

export function Options(props: OptionsProps) {
  const { state, diagnostics, locale, t, actions } = props;
  const [said, announce] = useState<MessageKey | Text>();
  return (
    <main>
      <h1>
        <img src="/icons/facteur-48.png" alt="" width="40" height="40" />
        {t('optionsTitle')}
      </h1>
      <Managed policy={state.policy} t={t} />
      <Accounts {...props} />
      <Choices settings={state.settings} policy={state.policy} t={t} onChange={actions.changeSettings} />
      <Backup {...state} sync={diagnostics.sync} t={t} actions={actions} announce={announce} />
      <Diagnostics {...{ diagnostics, locale, t, announce }} onCopy={actions.copy} />
      <p role="status" class="read-out">
        {said ? t(said) : ''}
      </p>
    </main>
  );
}
