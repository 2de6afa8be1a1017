// From where and with what something was done, in the words of any log.
import { cleanText } from '#engine/importers/text.ts';
import type { Activity, Circumstances, Signal } from '#shared/model/activity.ts';

const longestAgent = 400;
const v4 = /^(?:\d{1,3}\.){3}\d{1,3}$/;
const v6 = /^[0-9a-f:.]*:[0-9a-f:.]*$/i;

/** The address without port and brackets; '': the log names no address, but a host or a service of its own. */
export function addressOf(text: string): string {
  const first = (text.split(',', 1)[0] ?? '').trim();
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(first)?.[1] ?? first.replace(/^((?:\d+\.){3}\d+):\d+$/, '$1');
  const plain = bare.replace(/%\w+$/, '').replace(/^::ffff:(?=\d+\.)/i, '');
  return v4.test(plain) || (plain.length >= 2 && plain.length <= 45 && v6.test(plain)) ? plain.toLowerCase() : '';
}

/** `AS64500 DE`, as far as both are told. */
export function networkOf(system: string | number, country: string): string {
  const number = /^(?:AS)?([1-9]\d{0,9})\b/i.exec(String(system))?.[1];
  // A space parts the two: names of countries have none.
  const place = country.trim().replace(/\s+/g, '_').slice(0, 60);
  return [number === undefined ? '' : `AS${number}`, place].filter((part) => part !== '').join(' ');
}

interface Told {
  readonly address?: string | undefined;
  readonly network?: string | undefined;
  readonly userAgent?: string | undefined;
  readonly credential?: string | undefined;
  readonly signals?: readonly (Signal | false)[] | undefined;
}

/** What the log says, as the model has it: what it leaves open is left out. */
export function circumstances({
  address = '',
  network = '',
  userAgent = '',
  credential = '',
  signals = [],
}: Told): Circumstances {
  const from = addressOf(address);
  const agent = cleanText(userAgent).text;
  const seen = [...new Set(signals.filter((signal) => signal !== false))];
  return {
    ...(from !== '' && { address: from }),
    ...(network !== '' && { network }),
    ...(agent !== '' && agent !== '-' && { userAgent: agent.slice(0, longestAgent) }),
    ...(credential !== '' && { credential: credential.slice(0, 200) }),
    ...(seen.length > 0 && { signals: seen }),
  };
}

/** What was done, without from where and with what: by it a log knows an event again that was imported before. */
export function plainly(activity: Activity): Omit<Activity, keyof Circumstances> {
  const { at, human, humanLive, agents, client, action, object, decision, reason, trace } = activity;
  return { at, human, humanLive, agents, client, action, object, decision, reason, trace };
}
