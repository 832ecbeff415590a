// @ts-nocheck: these lines are added to the end of any background, whatever language that is written in.
{
  const evaluated = performance.now();
  // After so many ms without anything new, the notes are sent: by then that disturbs nothing.
  const QUIET = 400;
  const send = fetch;
  const notes = [];
  let timer;
  const note = (what, keys = []) => {
    notes.push({ what, keys, at: performance.now() });
    clearTimeout(timer);
    timer = setTimeout(tell, QUIET);
  };
  const tell = () => {
    const body = { origin: performance.timeOrigin, evaluated, notes: notes.splice(0) };
    send('NOTES_ADDRESS', { method: 'POST', body: JSON.stringify(body) }).catch(() => {});
  };
  const watch = (owner, name, take) => {
    const original = owner[name];
    owner[name] = function (...args) {
      const done = original.apply(this, args);
      done.then(() => note(...take(...args))).catch(() => {});
      return done;
    };
  };
  // `browser` and `chrome` have different objects in one browser, and share them in the other.
  const apis = [globalThis.browser ?? chrome, chrome];
  for (const action of new Set(apis.map(({ action }) => action)))
    watch(action, 'setBadgeText', () => ['badge']);
  for (const area of new Set(apis.map(({ storage }) => storage.local)))
    watch(area, 'set', values => ['stored', Object.keys(values)]);
  timer = setTimeout(tell, QUIET);
  chrome.alarms.onAlarm.addListener(({ name, scheduledTime }) => note('alarm', [name, scheduledTime]));
}
