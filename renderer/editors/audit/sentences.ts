import type { ViewOf } from '#renderer/state/use-watch.ts';
import { clock, clockSeconds, number, plural, stamp } from '#renderer/ui/format.ts';
import type { TimelineEvent } from '#shared/contract/charts.ts';
import type { WorkspaceStatus } from '#shared/contract/workspace.ts';
import { dayMs } from '#shared/lib/duration.ts';

type View = ViewOf<'timeline.view'>;
type Lane = View['humans'];

/** The row of a lane that holds most of what was denied, where it is one name. */
function culprit(lane: Lane, denied: number): Lane[number] | undefined {
  const worst = lane.reduce<Lane[number] | undefined>(
    (best, row) => (row.denied > (best?.denied ?? 0) ? row : best),
    undefined,
  );
  return worst !== undefined && worst.key !== '…' && worst.key !== '' && worst.denied * 2 > denied ? worst : undefined;
}

/** `6 of 198 actions were denied, all of them through concierge-sub-2 on behalf of Ana Ruiz` */
export function deniedTitle({
  matched,
  denied,
  agents,
  humans,
}: Pick<View, 'matched' | 'denied' | 'agents' | 'humans'>): string {
  if (matched === 0) return 'No action falls into this window';
  if (denied === 0) return matched === 1 ? 'The one action was allowed' : `All ${number(matched)} actions were allowed`;
  const start = `${number(denied)} of ${plural(matched, 'action')} ${denied === 1 ? 'was' : 'were'} denied`;
  const agent = culprit(agents, denied);
  const human = culprit(humans, denied);
  const share = (row: Lane[number]): string =>
    denied === 1 ? 'it came' : row.denied === denied ? 'all of them' : `${number(row.denied)} of them`;
  if (agent !== undefined && human !== undefined && agent.denied === denied && human.denied === denied) {
    return `${start}, ${share(agent)} through ${agent.label} on behalf of ${human.label}`;
  }
  if (agent !== undefined) return `${start}, ${share(agent)} through ${agent.label}`;
  if (human !== undefined) return `${start}, ${share(human)} on behalf of ${human.label}`;
  return start;
}

/** `5b1d…e07`, and all of it where it is short. */
export const shortHash = (hash: string): string => (hash.length <= 10 ? hash : `${hash.slice(0, 4)}…${hash.slice(-3)}`);

export interface ChainWords {
  readonly state: 'ok' | 'broken' | 'unchecked';
  readonly words: string;
}

/** The badge: a broken chain is named with its record and stays so whatever else is checked. */
export function chainWords(chain: WorkspaceStatus['chain']): ChainWords {
  if (chain.ok === false) {
    return {
      state: 'broken',
      words: chain.firstBad === null ? 'Chain broken' : `Chain broken at record ${number(chain.firstBad)}`,
    };
  }
  const rest = `${plural(chain.records, 'record')}, head ${shortHash(chain.head)}`;
  return chain.ok === null || chain.checkedAt === null
    ? { state: 'unchecked', words: `Chain not verified yet, ${rest}` }
    : { state: 'ok', words: `Chain verified ${clock(chain.checkedAt)}, ${rest}` };
}

/** Human, then each agent, then the action: one event in words. */
export function eventWords(event: TimelineEvent): string {
  const human = event.human === null ? 'nobody' : `${event.human} ${event.humanLive ? 'live' : 'not live'}`;
  const agents = event.agents.map((agent) => agent.name).join(' then ');
  const through = agents === '' ? '' : `, through ${agents}`;
  const reason = event.reason === '' ? '' : `, ${event.reason}`;
  const from = whence(event)
    .map((words) => `, ${words}`)
    .join('');
  return `${stamp(event.at)}:${clockSeconds(event.at).slice(6)}, ${human}${through}, ${event.action} ${event.object} ${event.decision}${reason}${from}`;
}

const signalWords: Readonly<Record<NonNullable<TimelineEvent['signals']>[number], string>> = {
  token_in_url: 'a token stood in its request line',
  key_in_url: 'an API key stood in its request line',
  password_in_url: 'a password or client secret stood in its request line',
  console: 'at a console, as only people are',
  impersonation: 'as a human, and no actor is named',
  assertion_to_endpoint: 'its assertion was made out to the token endpoint',
  assertion_to_many: 'its assertion was made out to several servers',
  assertion_long: 'its assertion was good for more than five minutes',
  assertion_replayed: 'its assertion was shown before',
  secret_in_open: 'a scanner saw a secret in the open',
};

/** From where and with what, one phrase each: `203.0.113.7 in AS64500 DE`, `curl/8.5.0`, `credential AKIA…`, what it shows. */
export function whence(event: TimelineEvent): readonly string[] {
  const { address = '', network = '', userAgent = '', credential = '', signals = [] } = event;
  const place = [address, network.replaceAll('_', ' ')].filter((words) => words !== '').join(' in ');
  const key = credential === '' ? '' : `credential ${credential}`;
  return [place, userAgent, key, ...signals.map((signal) => signalWords[signal])].filter((words) => words !== '');
}

const dayWords = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

/** `14 Mar 2026, 11:40–12:04`, or two days. UTC. */
export function windowWords({ from, to }: { readonly from: number; readonly to: number }): string {
  const sameDay = Math.floor(from / dayMs) === Math.floor((to - 1) / dayMs);
  if (!sameDay) return `${dayWords.format(from)} – ${dayWords.format(to - 1)}`;
  const words = to - from < 10 * 60_000 ? clockSeconds : clock;
  return `${dayWords.format(from)}, ${words(from)}–${words(to)}`;
}
