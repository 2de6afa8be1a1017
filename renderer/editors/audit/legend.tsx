import type { ReactNode } from 'react';
import type { ViewOf } from '#renderer/state/use-watch.ts';
import { LegendItem } from '#renderer/ui/chart/legend-item.tsx';
import { number, percent } from '#renderer/ui/format.ts';
import type { TimelineFilter } from '#shared/contract/charts.ts';
import { AttributionMark, DecisionMark } from './decision-mark.tsx';

const decisions = ['allowed', 'denied'] as const;

interface LegendProps {
  readonly view: ViewOf<'timeline.view'>;
  readonly filter: TimelineFilter;
  onChange(change: Partial<TimelineFilter>): void;
}

/** Who stood behind the actions and how they were decided; the entries with a filter behind them are buttons. */
export function Legend({ view, filter, onChange }: LegendProps): ReactNode {
  const { attribution, matched, denied } = view;
  const share = (count: number): string => percent(matched === 0 ? 0 : count / matched);
  const onlyNobody = filter.humans.length === 1 && filter.humans[0] === '';
  const counts = { allowed: matched - denied, denied };
  return (
    <div className="chart-legend audit-legend" role="group" aria-label="Legend and filters">
      <span className="legend-word" title={`${number(attribution.live)} events with the human there`}>
        <AttributionMark by="live" /> live {share(attribution.live)}
      </span>
      <span
        className="legend-word"
        title={`${number(attribution.onBehalf)} events on behalf of a human who was not there`}
      >
        <AttributionMark by="behalf" /> on behalf {share(attribution.onBehalf)}
      </span>
      <LegendItem
        label={`nobody ${share(attribution.nobody)}`}
        on={filter.humans.length === 0 || filter.humans.includes('')}
        title={onlyNobody ? 'Show all events again' : 'Show only events that no human stands behind'}
        mark={<AttributionMark by="nobody" />}
        onToggle={() => onChange({ humans: onlyNobody ? [] : [''] })}
      />
      {decisions.map((decision) => {
        const on = filter.decisions.length === 0 || filter.decisions.includes(decision);
        const other = decision === 'allowed' ? 'denied' : 'allowed';
        return (
          <LegendItem
            key={decision}
            label={decision}
            count={on ? counts[decision] : undefined}
            on={on}
            title={on ? `Leave out what was ${decision}` : `Show what was ${decision}`}
            mark={<DecisionMark decision={decision} />}
            onToggle={() => onChange({ decisions: on && filter.decisions.length === 0 ? [other] : [] })}
          />
        );
      })}
    </div>
  );
}
