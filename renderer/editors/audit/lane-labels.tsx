import type { ReactNode } from 'react';
import type { TimelineFacet } from '#renderer/state/timeline.ts';
import { number, plural } from '#renderer/ui/format.ts';
import { type LaneLayout, type LaneName, type LaneRow, rowHeight } from './lane-layout.ts';
import { windowWords } from './sentences.ts';
import type { TimeWindow } from './time-window.ts';

const facets: Readonly<Record<LaneName, TimelineFacet>> = { human: 'humans', agent: 'agents', action: 'actions' };

const words = (row: LaneRow): string =>
  `${row.label}: ${plural(row.count, 'event')}${row.denied === 0 ? '' : `, ${number(row.denied)} denied`}`;

/** Names beside the canvas; each narrows the timeline to itself. */
export function LaneLabels(props: {
  readonly layout: LaneLayout;
  readonly window: TimeWindow;
  readonly onShowOnly: (facet: TimelineFacet, key: string) => void;
}): ReactNode {
  return (
    <div className="lane-labels">
      <span className="lane-window dim" title="Times are UTC">
        {windowWords(props.window)}
      </span>
      {props.layout.lanes.map((lane) => (
        <div
          key={lane.name}
          role="group"
          aria-label={`${lane.title} lane`}
          className={`lane-label ${lane.name}`}
          style={{ top: lane.top, height: lane.height }}
        >
          <b>{lane.title}</b>
          {lane.rows.map((row) =>
            row.key === '…' ? (
              <span key={row.key} className="lane-name dim" title={words(row)} style={{ height: rowHeight }}>
                {row.label}
              </span>
            ) : (
              <button
                type="button"
                key={row.key}
                className={row.lane === 'action' ? 'lane-name code' : 'lane-name'}
                style={{ height: rowHeight }}
                title={`${words(row)}. Click shows only this.`}
                onClick={() => props.onShowOnly(facets[row.lane], row.key)}
              >
                {row.label}
              </button>
            ),
          )}
        </div>
      ))}
    </div>
  );
}
