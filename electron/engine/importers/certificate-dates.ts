import type { Instant } from '#shared/model/fact.ts';
import { readInstant } from './instants.ts';

const UTC_TIME = 0x17;
const GENERALIZED_TIME = 0x18;

/** Validity of an X.509 certificate in base64 or PEM (RFC 5280 §4.1.2.5): the first two times that stand side by side. */
export function certificateDates(text: string): { readonly notBefore: Instant; readonly notAfter: Instant } | null {
  const base64 = text.replace(/-----[^-]+-----/g, '').replace(/\s+/g, '');
  if (base64 === '' || base64.length > 64_000 || !/^[A-Za-z0-9+/]+=*$/.test(base64)) return null;
  let der: string;
  try {
    der = atob(base64);
  } catch {
    return null;
  }
  for (let at = 0; at < der.length; at += 1) {
    const notBefore = timeAt(der, at);
    if (notBefore === null) continue;
    const notAfter = timeAt(der, at + 2 + der.charCodeAt(at + 1));
    if (notAfter !== null) return { notBefore, notAfter };
  }
  return null;
}

function timeAt(der: string, at: number): Instant | null {
  const tag = der.charCodeAt(at);
  const long = tag === GENERALIZED_TIME;
  if (!long && tag !== UTC_TIME) return null;
  const length = long ? 15 : 13;
  if (der.charCodeAt(at + 1) !== length) return null;
  const parts = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/.exec(der.slice(at + 2, at + 2 + length));
  if (!parts) return null;
  const [year = '', month, day, hour, minute, second] = parts.slice(1);
  const full = long ? year : `${Number(year) < 50 ? '20' : '19'}${year}`;
  const read = readInstant(`${full}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return read.is === 'instant' ? read.at : null;
}
