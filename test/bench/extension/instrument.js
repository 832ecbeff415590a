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
  const loaded = [];
  const tell = () => {
    // A page is told what it loaded; a worker isn't.
    const resources = performance.getEntriesByType('resource').map(({ name }) => name);
    const paths = [...loaded, ...resources.filter(name => name.startsWith(location.origin))].map(
      name => new URL(name, location.href).pathname,
    );
    const body = { origin: performance.timeOrigin, evaluated, loaded: paths, notes: notes.splice(0) };
    send('NOTES_ADDRESS', { method: 'POST', body: JSON.stringify(body) }).catch(() => {});
  };
  const { importScripts } = globalThis;
  if (importScripts)
    globalThis.importScripts = (...names) => {
      loaded.push(...names);
      importScripts(...names);
    };
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
  timer = setTimeout(tell, QUIET);
  chrome.alarms.onAlarm.addListener(({ name, scheduledTime }) => note('alarm', [name, scheduledTime]));
}
