import type { ViewOf } from '#renderer/state/use-watch.ts';
import type { TimelineEvent } from '#shared/contract/charts.ts';
import { type LaneLayout, type LaneName, placeIn } from './lane-layout.ts';
import type { ChainStop } from './paint.ts';

type Marks = ViewOf<'timeline.view'>['marks'];
const longestTag = 34;

const tag = (words: string): string => (words.length <= longestTag ? words : `${words.slice(0, longestTag - 1)}…`);

/**
 * Where the chosen event passes through the lanes. The mark is enough for the line; the event itself, once it is
 * loaded, adds the agents in between and the words.
 */
export function chainOfEvent(
  layout: LaneLayout,
  marks: Marks,
  mark: number,
  event: TimelineEvent | undefined,
): readonly ChainStop[] {
  const placeOf = (lane: LaneName, key: string): number => {
    const rows = layout.lanes.find((one) => one.name === lane)?.rows ?? [];
    const exact = rows.findIndex((row) => row.key === key);
    return exact >= 0 ? exact : rows.findIndex((row) => row.key === '…');
  };
  if (event === undefined) {
    return (['human', 'agent', 'action'] as const).map((lane) => ({
      lane,
      place: placeIn(marks, lane, mark),
      tag: '',
    }));
  }
  const agents = event.agents.length === 0 ? [''] : event.agents.map((agent) => agent.name);
  const stops: ChainStop[] = [
    {
      lane: 'human',
      place: placeOf('human', event.human ?? ''),
      tag: event.human === null ? 'nobody' : event.humanLive ? 'live' : 'not live, acted for',
    },
  ];
  agents.forEach((name, hop) => {
    const place = placeOf('agent', name);
    // Two agents that share the row of the rest are one mark.
    if (stops.some((stop) => stop.lane === 'agent' && stop.place === place)) return;
    const client = event.client !== null && event.client !== name ? `client ${event.client}` : '';
    stops.push({ lane: 'agent', place, tag: tag(hop === 0 ? client : `sub-agent of ${agents[hop - 1]}`) });
  });
  // From the top down, whatever the order in which they called each other.
  const ordered = stops.sort((a, b) => (a.lane === b.lane ? a.place - b.place : a.lane === 'human' ? -1 : 1));
  const denied = event.reason === '' ? 'denied' : event.reason;
  return [
    ...ordered,
    {
      lane: 'action',
      place: placeOf('action', event.action),
      tag: tag(event.decision === 'denied' ? denied : event.object),
    },
  ];
}
