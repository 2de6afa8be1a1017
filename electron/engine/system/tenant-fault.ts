// What Node and undici say went wrong, as one of our words and a sentence that says what to do.
import { TenantFailure, type TenantFault } from './tenant-web.ts';

const texts = (error: unknown): { readonly code: string; readonly message: string } => {
  // fetch wraps what happened; the innermost cause with a code says what it was.
  let [code, message] = ['', ''];
  for (let each: unknown = error; each instanceof Error; each = each.cause) {
    message = each.message;
    const own = (each as { readonly code?: unknown }).code;
    if (typeof own === 'string') code = own;
    if (each instanceof AggregateError && code === '' && each.errors.length > 0) {
      const first: unknown = each.errors[0];
      const inner = first instanceof Error ? (first as { readonly code?: unknown }).code : undefined;
      if (typeof inner === 'string') code = inner;
    }
  }
  return { code, message };
};

const tlsSentences: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself: name the private authority by its file',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate comes from a private authority: name that authority by its file',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'its certificate comes from an authority that is not known here: name it by its file',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'its certificate comes from an authority that is not known here: name it by its file',
  CERT_HAS_EXPIRED: 'its certificate has expired: its operator has to renew it, or the clock of this computer is wrong',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet: the clock of this computer may be wrong',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name: check the address',
};

const isTls = (code: string): boolean =>
  code in tlsSentences ||
  code.startsWith('ERR_TLS') ||
  code.startsWith('ERR_SSL') ||
  code.startsWith('CERT_') ||
  code === 'EPROTO';

function faultFor(code: string): { readonly fault: TenantFault; readonly sent: boolean; readonly sentence: string } {
  switch (code) {
    case 'NHI_ADDRESS_REFUSED':
      return { fault: 'address_refused', sent: false, sentence: '' };
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAI_NODATA':
      return {
        fault: 'name_unknown',
        sent: false,
        sentence: 'its name is not known: check the address and the network',
      };
    case 'ECONNREFUSED':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EADDRNOTAVAIL':
      return {
        fault: 'connection_refused',
        sent: false,
        sentence: 'nobody listens there: check address, port and network',
      };
    case 'UND_ERR_CONNECT_TIMEOUT':
    case 'ETIMEDOUT':
      return {
        fault: 'connection_refused',
        sent: false,
        sentence: 'nobody answers there: check address, firewall and proxy',
      };
    case 'UND_ERR_HEADERS_TIMEOUT':
      return { fault: 'header_timeout', sent: true, sentence: 'it took the request and did not answer in time' };
    case 'UND_ERR_BODY_TIMEOUT':
      return { fault: 'timeout', sent: true, sentence: 'its answer stopped in the middle' };
    case 'UND_ERR_PRX_TLS':
    case 'UND_ERR_ABORTED':
      return { fault: 'proxy_failed', sent: false, sentence: 'the proxy did not let the request through' };
    default:
      return { fault: 'reset', sent: true, sentence: 'the connection broke off' };
  }
}

export function faultOf(
  error: unknown,
  { host, proxy, cancelled }: { readonly host: string; readonly proxy: string; readonly cancelled: boolean },
): TenantFailure {
  const { code, message } = texts(error);
  const make = (fault: TenantFault, sent: boolean, sentence: string): TenantFailure =>
    new TenantFailure(fault, sentence === '' ? message : `${host}: ${sentence}`, { sent, cause: error });
  if (cancelled) return make('cancelled', true, 'the request was cancelled');
  if (error instanceof Error && error.name === 'TimeoutError')
    return make('timeout', true, 'it did not end its answer in time');
  if (isTls(code)) return make('tls_failed', false, tlsSentences[code] ?? `the encrypted connection failed (${code})`);
  const { fault, sent, sentence } = faultFor(code);
  // Where there is a proxy, only the proxy itself is ever looked up and connected to.
  const isOfProxy = proxy !== '' && (fault === 'name_unknown' || fault === 'connection_refused');
  return isOfProxy
    ? make('proxy_failed', sent, `the proxy ${new URL(proxy).host}: ${sentence}`)
    : make(fault, sent, sentence);
}
