// @ts-nocheck: this minimal extension has no types.
chrome.alarms.onAlarm.addListener(async () => {
  const { address } = await chrome.storage.local.get('address');
  const response = await fetch(address);
  const text = await response.text();
  const [, unread = ''] = /<NoUnReadMails>(\d+)</.exec(text) ?? [];
  const mails = text.matchAll(/<msg_from>(.*?)<\/msg_from>.*?<msg_subject>(.*?)<\/msg_subject>/g);
  const rows = Array.from(mails, ([, from, subject]) => ({ from, subject })).slice(0, 10);
  await chrome.storage.local.set({ rows });
  await chrome.action.setBadgeText({ text: unread });
});
