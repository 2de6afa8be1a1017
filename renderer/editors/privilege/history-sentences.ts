// Titles are the sentences that the charts over time prove, computed from the samples that they draw.
import type { FleetHistory, FleetSample } from '#renderer/state/score-history.ts';
import { number, plural } from '#renderer/ui/format.ts';

const identities = (count: number): string => (count === 0 ? 'No identity' : plural(count, 'identity', 'identities'));
const dangerous = ({ bands }: FleetSample): number => bands.critical + bands.high;

export function bandsTitle(samples: readonly FleetSample[]): string {
  const [first, last] = [samples[0], samples.at(-1)];
  if (first === undefined || last === undefined) return 'No score yet';
  const now = dangerous(last);
  if (samples.length === 1) return `${identities(now)} critical or high since record #${last.seq}`;
  const before = dangerous(first);
  return before === now
    ? `${identities(now)} critical or high, as many as of record #${first.seq}`
    : `Critical or high went from ${number(before)} to ${number(now)} since record #${first.seq}`;
}

export function spreadTitle(samples: readonly FleetSample[]): string {
  const scored = samples.filter(({ median }) => median !== null);
  const [first, last] = [scored[0], scored.at(-1)];
  if (first === undefined || last === undefined) return 'Nobody had a score';
  if (first === last || (first.median === last.median && first.p90 === last.p90))
    return `Median ${last.median}, 90th percentile ${last.p90}`;
  return `Median ${first.median} → ${last.median}, 90th percentile ${first.p90} → ${last.p90}`;
}

export function moversTitle(movers: FleetHistory['movers']): string {
  if (movers === null) return 'No earlier sample to move from';
  const { to, risen, fallen } = movers;
  if (risen + fallen === 0) return `No score moved with the last import, #${to}`;
  const words = [
    ...(risen > 0 ? [`${number(risen)} rose`] : []),
    ...(fallen > 0 ? [`${number(fallen)} fell`] : []),
  ].join(' and ');
  return `${words} with the last import, #${to}`;
}

/** By which policy, and up to which head of the journal: who computes it again gets the same. */
export function provenance(samples: readonly FleetSample[], omitted: number): string {
  const last = samples.at(-1);
  if (last === undefined) return '';
  const policies = [...new Set(samples.map(({ policy }) => policy))];
  const left = omitted === 0 ? '' : `, ${plural(omitted, 'change')} not sampled`;
  return `${policies.length === 1 ? 'policy' : 'policies'} ${policies.join(', ')}; head ${last.head.slice(0, 10)} of record #${last.seq}${left}`;
}
