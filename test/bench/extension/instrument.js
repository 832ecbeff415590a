// @ts-nocheck: these lines are added to the end of any background, in any language.
{
  const evaluated = performance.now();
  // Sends the notes after this many ms without a new one, when that no longer disturbs the measurement.
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
  // In one browser `browser` and `chrome` have different objects, in the other the same.
  const apis = [globalThis.browser ?? chrome, chrome];
  for (const action of new Set(apis.map(({ action }) => action)))
    watch(action, 'setBadgeText', () => ['badge']);
  for (const area of new Set(apis.map(({ storage }) => storage.local)))
    watch(area, 'set', values => ['stored', Object.keys(values)]);
  timer = setTimeout(tell, QUIET);
  chrome.alarms.onAlarm.addListener(({ name, scheduledTime }) => note('alarm', [name, scheduledTime]));
}
