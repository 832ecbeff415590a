import { badgeFor } from '../../src/core/view/badge';
import { NOW } from '../make';
import type { Caption } from './captions/captions';
import type { Picture, Shown, StoreLanguage } from './pictures';
import { stateIn } from './states';

interface Props {
  picture: Picture;
  caption: Caption;
  language: StoreLanguage;
}

/** A picture: the real pages of Facteur on a plain desktop, with a few words beside them. */
export function Scene({ picture, caption, language }: Props) {
  const { layout, shown } = picture;
  return (
    <main class={`with-${layout} ${picture.name}`}>
      <header>
        <div>
          <img src="/icons/facteur.svg" alt="" />
          {layout !== 'icon' && <b>Facteur</b>}
        </div>
        <h1>{caption.headline}</h1>
        <p>{caption.more}</p>
      </header>
      {layout === 'window' && shown.map(it => <BrowserWindow key={it.page} shown={it} language={language} />)}
      {layout === 'desktop' && shown.map(it => <Page key={it.language} shown={it} />)}
    </main>
  );
}

function Page({ shown: { page } }: { shown: Shown }) {
  return <iframe class={page} src={`/${page}.html`} title={page} />;
}

/** The upper part of no browser in particular. Icon and number are what Facteur draws for this state. */
function BrowserWindow({ shown, language }: { shown: Shown; language: StoreLanguage }) {
  const { icon, text, background, color } = badgeFor(stateIn(shown.state, language), NOW, 4);
  return (
    <div class={`window of-${shown.page}`}>
      <div class="toolbar">
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M19 12H5m6-6-6 6 6 6" />
        </svg>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M19 8.500A8 8 0 1 0 20 12M20 4v5h-5" />
        </svg>
        <span class="address" />
        <span class="button">
          <img src={`/icons/${icon}.svg`} alt="" />
          {text && <b style={{ background, color }}>{text}</b>}
        </span>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M12 5.500v.01M12 12v.01M12 18.500v.01" />
        </svg>
      </div>
      {shown.page === 'popup' && <div class="elsewhere" />}
      <Page shown={shown} />
    </div>
  );
}
