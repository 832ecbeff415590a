import { useLayoutEffect } from 'preact/hooks';

/** In px for each row; more would look torn apart. */
const MAX_STRETCH = 12;

/** Sets `--stretch`, the extra height of each row: the lowest visible row of a long list is then a whole one. */
export function useWholeRows(): void {
  useLayoutEffect(() => {
    const main = document.querySelector('main');
    if (!main) return;
    const stretch = () => main.style.setProperty('--stretch', `${stretchFor(main)}px`);
    stretch();
    addEventListener('resize', stretch);
    return () => removeEventListener('resize', stretch);
  });
}

function stretchFor(main: HTMLElement): number {
  const present = Number.parseFloat(main.style.getPropertyValue('--stretch')) || 0;
  const { top, height } = main.getBoundingClientRect();
  let whole = 0;
  let left = 0;
  for (const row of main.querySelectorAll('.messages > li')) {
    // As if no row were stretched.
    const end = row.getBoundingClientRect().bottom - top + main.scrollTop - (whole + 1) * present;
    // Half a pixel more, because heights are rounded.
    if (end > height + 0.5) return left / whole <= MAX_STRETCH ? roundedDown(left / whole) : 0;
    whole += 1;
    left = Math.max(0, height - end);
  }
  return 0;
}

/** To an eighth, which the browser can lay out exactly: another rendering then measures the same. */
function roundedDown(pixels: number): number {
  return Math.floor(pixels * 8) / 8;
}
