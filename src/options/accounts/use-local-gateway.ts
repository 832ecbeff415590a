import { useEffect, useState } from 'preact/hooks';
import type { GatewayFacts } from '../../core/account/gateway-facts';

/** How long to wait after a question without an answer, in ms. */
const PAUSE = 3000;

/**
 * The gateway on this computer, or undefined. While `isWanted`, asks for it until it answers, and again whenever
 * the user comes back to the page, so that it appears soon after it was started.
 */
export function useLocalGateway(
  isWanted: boolean,
  knock: () => Promise<GatewayFacts | undefined>,
): GatewayFacts | undefined {
  const [found, setFound] = useState<GatewayFacts>();
  useEffect(() => {
    if (!isWanted) return;
    let nth = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      clearTimeout(timer);
      nth += 1;
      const asked = nth;
      const again = () => {
        timer = setTimeout(ask, PAUSE);
      };
      // Nobody sees the page.
      if (document.hidden) return again();
      const facts = await knock().catch(() => undefined);
      // A later question was asked meanwhile, or none is wanted any more.
      if (asked !== nth) return;
      // One that was found stays: if it has stopped, connecting says so.
      if (facts) setFound(facts);
      else again();
    };
    void ask();
    addEventListener('focus', ask);
    return () => {
      nth = -1;
      clearTimeout(timer);
      removeEventListener('focus', ask);
    };
  }, [isWanted]);
  return isWanted ? found : undefined;
}
