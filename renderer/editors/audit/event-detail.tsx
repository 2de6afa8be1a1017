import type { ReactNode } from 'react';
import { exact } from '#renderer/ui/format.ts';
import type { TimelineEvent } from '#shared/contract/charts.ts';
import { DecisionMark } from './decision-mark.tsx';
import { whence } from './sentences.ts';

/** The chosen event in full, below the list: what the columns cut off, from where, with what, and what it shows. */
export function EventDetail({ event }: { readonly event: TimelineEvent }): ReactNode {
  const through = event.agents.map((agent) => agent.name).join(' › ');
  const told = whence(event);
  return (
    <section className="audit-event small" aria-label="Event">
      <p>
        <span className="code">{exact(event.at)}</span> <b className="code">{event.action}</b> {event.object}{' '}
        <DecisionMark decision={event.decision} /> {event.decision}
        {event.reason !== '' && `: ${event.reason}`}
      </p>
      <p>
        {event.human === null ? 'for nobody' : `for ${event.human}, ${event.humanLive ? 'who was there' : 'not there'}`}
        {through !== '' && `, through ${through}`}
        {event.client !== null && `, client ${event.client}`}
        {event.trace !== '' && `, trace ${event.trace}`}
      </p>
      <p>
        {told.length === 0 ? (
          <span className="dim">The source does not say from where and with what.</span>
        ) : (
          <>
            From <span className="code">{told.join(' · ')}</span>
          </>
        )}
      </p>
    </section>
  );
}
