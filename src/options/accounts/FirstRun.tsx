import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { shownFailure } from '../../core/mailbox/failing';
import { failureHeadline, failureHelp } from '../../core/mailbox/failure-table';
import type { MessageKey, Translate } from '../../core/text/text';
import { countsText } from '../../core/view/counts';
import { STEPS, type Step, stepOf } from '../../core/view/first-run';
import type { State } from '../../core/view/state';
import { Icon } from '../../ui/Icon';
import { tickIcon } from '../../ui/icons';
import { TestNotification } from '../controls/TestNotification';
import type { OptionsActions } from '../props';

interface Props {
  state: State;
  t: Translate;
  say(words: string): void;
  onTestNotification: OptionsActions['testNotification'];
  onEnd(): Promise<void>;
  /** The controls of the first step. */
  children: ComponentChildren;
}

const TITLES: Readonly<Record<Step, MessageKey>> = {
  connect: 'stepConnect',
  allow: 'stepAllow',
  done: 'stepDone',
};

const HELP: Readonly<Record<Step, MessageKey>> = {
  connect: 'stepConnectHelp',
  allow: 'stepAllowHelp',
  done: 'stepDoneHelp',
};

export function FirstRun({ state, t, say, onTestNotification, onEnd, children }: Props) {
  const current = stepOf(state);
  const at = STEPS.indexOf(current);
  const isDone = current === 'done';
  const previous = useRef(current);
  const standing = standingOf(state, current, t);
  useEffect(() => {
    if (previous.current !== current) say([t(TITLES[current]), standing].filter(Boolean).join('. '));
    previous.current = current;
  }, [current]);

  return (
    <div class="card first-run">
      <h3>{t('firstSteps')}</h3>
      <ol>
        {STEPS.map((step, index) => (
          <li
            key={step}
            class={index < at ? 'over' : index > at ? 'ahead' : ''}
            aria-current={step === current ? 'step' : undefined}
          >
            <span class="mark">{index < at || isDone ? <Icon icon={tickIcon} /> : index + 1}</span>
            <div>
              <p class="step">
                {t(TITLES[step])}
                {index < at && <span class="unseen"> {t('stepOver')}</span>}
              </p>
              {index >= at && !isDone && <p class="hint">{t(HELP[step])}</p>}
              {step === current && standing && <p class="standing">{standing}</p>}
              {step === current && step === 'connect' && children}
            </div>
          </li>
        ))}
      </ol>
      {isDone && (
        <>
          <p class="hint">{t('pinHint')}</p>
          <TestNotification t={t} say={say} onTest={onTestNotification} />
          <button type="button" class="primary" onClick={() => void onEnd()}>
            {t('endFirstRun')}
          </button>
        </>
      )}
    </div>
  );
}

/** Progress within the step; empty if the step needs no more text. */
function standingOf({ accounts, mailboxes }: State, step: Step, t: Translate): string {
  for (const account of accounts) {
    const mailbox = mailboxes[account.id];
    if (step === 'done' && mailbox && mailbox.checkedAt > 0 && !mailbox.failure)
      return t({ key: 'stepDoneNow', args: [countsText(mailbox.unread, mailbox.sms)] });
    const failure = mailbox && shownFailure(mailbox);
    if (step === 'allow' && failure)
      return `${t(failureHeadline(failure, account))} ${t(failureHelp(failure, account))}`;
  }
  return step === 'allow' ? t('firstCheck') : '';
}
