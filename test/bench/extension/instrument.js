// @ts-nocheck: it is put at the end of any background, whatever that is written in.
{
  const evaluated = performance.now();
  // ms without anything new after which all is done, so that telling it disturbs nothing.
  const QUIET = 400;
  const send = fetch;
  const notes = [];
  let timer;
  const note = (what, keys = []) => {
    notes.push({ what, keys, at: performance.now() });
    clearTimeout(timer);
    timer = setTimeout(tell, QUIET);
  };
  const tell = () =>
    send('NOTES_ADDRESS', {
      method: 'POST',
      body: JSON.stringify({ origin: performance.timeOrigin, evaluated, notes: notes.splice(0) }),
    }).catch(() => {});
  const watch = (owner, name, take) => {
    const original = owner[name];
    owner[name] = function (...args) {
      const done = original.apply(this, args);
      done.then(() => note(...take(...args))).catch(() => {});
      return done;
    };
  };
  // Two objects in one browser, one by two names in the other.
  const apis = [globalThis.browser ?? chrome, chrome];
  for (const action of new Set(apis.map(({ action }) => action)))
    watch(action, 'setBadgeText', () => ['badge']);
  for (const area of new Set(apis.map(({ storage }) => storage.local)))
    watch(area, 'set', values => ['stored', Object.keys(values)]);
  chrome.alarms.onAlarm.addListener(({ name, scheduledTime }) => note('alarm', [name, scheduledTime]));
}
