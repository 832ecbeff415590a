import { render } from 'preact';
import { act } from 'preact/test-utils';
import type { Stage } from '../../gallery/pages/stage';
import { CAPTIONS, PICTURES, type PictureName, type Shown, type StoreLanguage } from '../pictures';
import { Scene } from '../Scene';

declare global {
  interface Window {
    scene: { show(name: PictureName, language: StoreLanguage): Promise<string[]> };
  }
}

const ABOVE = 24;

/** Renders a picture, and waits for its fonts and images. Resolves to all texts that must not be cut off. */
async function show(name: PictureName, language: StoreLanguage): Promise<string[]> {
  const picture = PICTURES.find(it => it.name === name);
  if (!picture) throw new Error(`no picture ${name}`);
  const caption = CAPTIONS[language].pictures[name];
  document.documentElement.lang = language;
  document.documentElement.style.colorScheme = picture.theme;
  await act(() => render(null, document.body));
  await act(() => render(<Scene picture={picture} caption={caption} language={language} />, document.body));
  const frames = [...document.querySelectorAll('iframe')];
  const ownTexts = await Promise.all(
    picture.shown.map((shown, index) => fill(frames[index], shown, shown.language ?? language)),
  );
  await document.fonts.ready;
  await Promise.all([...document.images].map(image => image.decode()));
  return [caption.headline, caption.more, ...ownTexts.flat()];
}

async function fill(
  frame: HTMLIFrameElement | undefined,
  { page, state, theme }: Shown,
  language: string,
): Promise<string[]> {
  const inner = frame?.contentWindow as (Window & { stage?: Stage }) | null | undefined;
  if (!frame || !inner) throw new Error(`no frame for ${page}`);
  while (!inner.stage) await new Promise(later => setTimeout(later, 10));
  const { stage, document } = inner;
  document.documentElement.style.colorScheme = theme;
  const ownTexts = await stage.show(state, language as (typeof stage.languages)[number]);
  // The layout starts the loading of fonts.
  document.body.getBoundingClientRect();
  await document.fonts.ready;
  if (page === 'popup') frame.style.height = `${Math.ceil(document.body.getBoundingClientRect().height)}px`;
  else inner.scrollTo(0, (document.getElementById(state)?.getBoundingClientRect().top ?? 0) - ABOVE);
  return ownTexts;
}

window.scene = { show };
