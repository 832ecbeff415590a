import { Accounts } from './Accounts';
import { Choices } from './Choices';
import { Managed } from './Managed';
import type { OptionsProps } from './props';

export function Options(props: OptionsProps) {
  const { state, t, actions } = props;
  return (
    <main>
      <h1>
        <img src="/icons/facteur-48.png" alt="" width="40" height="40" />
        {t('optionsTitle')}
      </h1>
      <Managed policy={state.policy} t={t} />
      <Accounts {...props} />
      <Choices settings={state.settings} policy={state.policy} t={t} onChange={actions.changeSettings} />
    </main>
  );
}
