import type { Message } from '../answer/answer';
import { findVip, isAmong } from './senders';
import type { Settings } from './settings';
import { hasWord } from './subject-words';

type Mail = Pick<Message, 'from' | 'subject'>;

/** Whether the mail always notifies, because of its sender or a word in its subject. */
export function isVipMail({ from, subject }: Mail, { vips, vipWords }: Settings): boolean {
  return findVip(from, vips) !== undefined || hasWord(subject, vipWords);
}

/** Whether some mail may notify in quiet time too. */
export function hasVipRules({ vips, vipWords }: Settings): boolean {
  return vips.length > 0 || vipWords.length > 0;
}

/** Whether the mail never notifies. A rule that always notifies comes before one that mutes. */
export function isMutedMail(mail: Mail, settings: Settings): boolean {
  const { mutedSenders, mutedWords } = settings;
  const isMuted = isAmong(mail.from, mutedSenders) || hasWord(mail.subject, mutedWords);
  return isMuted && !isVipMail(mail, settings);
}

/** The verdict of the rules about a mail. */
export type Rule = 'vip' | 'muted';

export function ruleOf(mail: Mail, settings: Settings): Rule | undefined {
  if (isVipMail(mail, settings)) return 'vip';
  return isMutedMail(mail, settings) ? 'muted' : undefined;
}
