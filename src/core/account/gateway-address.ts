export const GATEWAY_PORT = 8337;

export const API_PATH = '/PersonalMessages/V2';

export interface GatewayAddresses {
  apiAddress: string;
  signInPage: string;
  webmailAddress: string;
}

/** @param origin such as `http://127.0.0.1:8337`, without a slash at the end */
export function gatewayAddresses(origin: string): GatewayAddresses {
  return {
    apiAddress: origin + API_PATH,
    signInPage: `${origin}/sign-in`,
    webmailAddress: `${origin}/mail`,
  };
}

/** Of the gateway on this computer, as `npm run gateway` starts it. */
export const LOCAL_ORIGIN = `http://127.0.0.1:${GATEWAY_PORT}`;
