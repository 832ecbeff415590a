import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { shownFailure } from '../../core/mailbox/failing';
import { failureHeadline, failureHelp } from '../../core/mailbox/failure-table';
import type { MessageKey, Translate } from '../../core/text/text';
import { countsText } from '../../core/view/counts';
import { STEPS, type Step, stepOf } from '../../core/view/first-run';
import { needsSignIn, type State, withoutPaused } from '../../core/view/state';
import { Icon } from '../../ui/Icon';
import { tickIcon } from '../../ui/icons';
import { VisitButton } from '../../ui/VisitButton';
import { TestNotification } from '../controls/TestNotification';
import type { OptionsProps } from '../props';

interface Props extends Pick<OptionsProps, 'state' | 'now' | 'firstRun' | 'pinHint' | 't' | 'actions'> {
  say(words: string): void;
  stored(act: Promise<void>): Promise<void>;
  /** The controls that add the first account. */
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

export function FirstRun({ state, now, firstRun, pinHint, t, actions, say, stored, children }: Props) {
  const current = stepOf(firstRun, state);
  const at = STEPS.indexOf(current);
  const isDone = current === 'done';
  const previous = useRef(current);
  const standing = standingOf(withoutPaused(state, now), current, t);
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
              {step === current && step === 'allow' && <Remedy state={state} t={t} actions={actions} />}
              {step === current && children}
            </div>
          </li>
        ))}
      </ol>
      {isDone && (
        <>
          {pinHint && <p class="hint">{t(pinHint)}</p>}
          <TestNotification t={t} say={say} onTest={actions.testNotification} />
          <button type="button" class="primary" onClick={() => void stored(actions.endFirstRun())}>
            {t('endFirstRun')}
          </button>
        </>
      )}
    </div>
  );
}

/** The button for what an account still needs. */
function Remedy({ state: { accounts, mailboxes }, t, actions }: Pick<Props, 'state' | 't' | 'actions'>) {
  const refused = accounts.find(({ id }) => mailboxes[id]?.failure?.kind === 'permission');
  const signedOut = accounts.find(account => needsSignIn(account, mailboxes[account.id]));
  if (!refused && !signedOut) return null;
  return (
    <div class="buttons">
      {refused ? (
        <button type="button" class="primary" onClick={() => void actions.allowHost(refused.endpoint)}>
          {t('allowServer')}
        </button>
      ) : (
        signedOut && <VisitButton label="signIn" visit={() => actions.signIn(signedOut)} t={t} primary />
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
  return step === 'allow' && accounts.length > 0 ? t('firstCheck') : '';
}
