import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import type { ViewOf } from '#renderer/state/use-watch.ts';
import { ChartFrame } from '#renderer/ui/chart/chart-frame.tsx';
import { number, plural } from '#renderer/ui/format.ts';
import type { InventoryFilter } from '#shared/contract/values.ts';
import { dayMs } from '#shared/lib/duration.ts';
import { dayWords, expiryTitle } from './sentences.ts';

type Mark = NonNullable<InventoryFilter['mark']>;
type Expiring = ViewOf<'lifetimes.view'>['expiring'];

const levels: readonly (readonly [number, string])[] = [
  [0, '0'],
  [1, '1–3'],
  [4, '4–9'],
  [10, '10–24'],
  [25, '25 or more'],
];
const level = (count: number): number => levels.findLastIndex(([least]) => count >= least);
const monthName = new Intl.DateTimeFormat('en-GB', { month: 'short', timeZone: 'UTC' });

interface CalendarProps {
  readonly expiring: Expiring;
  readonly now: number;
  onOpen(mark: Mark): void;
}

/** The next 90 days, one field a day; weeks are columns, Monday on top. */
export function Calendar({ expiring, now, onOpen }: CalendarProps): ReactNode {
  const { perDay, from } = expiring;
  const [focused, setFocused] = useState(0);
  const grid = useRef<HTMLDivElement>(null);
  // 1970-01-01 was a Thursday: three days after Monday.
  const lead = (Math.floor(from / dayMs) + 3) % 7;
  const dayAt = (index: number): number => from + index * dayMs;
  const weeks = Math.ceil((perDay.length + lead) / 7);
  const months = Array.from({ length: weeks }, (_, week) => {
    const first = dayAt(Math.max(0, week * 7 - lead));
    const before = week === 0 ? null : dayAt(Math.max(0, (week - 1) * 7 - lead));
    return before === null || new Date(before).getUTCMonth() !== new Date(first).getUTCMonth()
      ? monthName.format(first)
      : '';
  });
  const open = (index: number): void => {
    if ((perDay[index] ?? 0) > 0) onOpen({ by: 'expires', from: dayAt(index), to: dayAt(index + 1) });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const moves: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, ArrowRight: 7, ArrowLeft: -7 };
    const move = moves[event.key];
    if (move === undefined) return;
    const next = Math.min(perDay.length - 1, Math.max(0, focused + move));
    setFocused(next);
    grid.current?.querySelector<HTMLElement>(`[data-day="${next}"]`)?.focus();
    event.preventDefault();
    event.stopPropagation();
  };
  const within = (days: number, count: number, words: string): ReactNode =>
    count === 0 ? (
      `none ${words}`
    ) : (
      <button
        type="button"
        className="link-button"
        onClick={() => onOpen({ by: 'expires', from: now, to: now + days * dayMs })}
      >
        {`${number(count)} ${words}`}
      </button>
    );

  return (
    <ChartFrame
      className="lifetimes-calendar"
      title={expiryTitle(expiring)}
      subtitle={
        <>
          {within(7, expiring.in7, 'in 7 days')}, {within(30, expiring.in30, 'in 30')},{' '}
          {within(90, expiring.in90, 'in 90')};{' '}
          {expiring.overdue === 0 ? (
            'none overdue'
          ) : (
            <button
              type="button"
              className="link-button warning-text"
              onClick={() => onOpen({ by: 'expires', from: 0, to: now })}
            >
              {number(expiring.overdue)} overdue
            </button>
          )}
        </>
      }
      columns={['Day', 'Expiries']}
      rows={perDay.flatMap((count, index) =>
        count === 0
          ? []
          : [{ key: String(index), cells: [dayWords(dayAt(index)), number(count)], onOpen: () => open(index) }],
      )}
    >
      <div className="calendar">
        <div className="calendar-days" aria-hidden>
          {['Mon', '', 'Wed', '', 'Fri', '', 'Sun'].map((name, index) => (
            <span key={`${name}${index < 2 ? index : index + 7}`}>{name}</span>
          ))}
        </div>
        <div>
          <div className="calendar-months" aria-hidden>
            {months.map((name, week) => (
              <span key={dayAt(week * 7)}>{name}</span>
            ))}
          </div>
          <div
            ref={grid}
            className="calendar-grid"
            role="group"
            aria-label="Expiries a day, arrow keys move by day and week"
            onKeyDown={onKeyDown}
          >
            {perDay.map((count, index) => {
              const words = `${dayWords(dayAt(index))}: ${count === 0 ? 'nothing expires' : plural(count, 'expiry', 'expiries')}`;
              return (
                <button
                  type="button"
                  key={dayAt(index)}
                  data-day={index}
                  tabIndex={index === focused ? 0 : -1}
                  className={`calendar-day level-${level(count)}${index === 0 ? ' today' : ''}`}
                  style={{
                    gridRow: ((index + lead) % 7) + 1,
                    gridColumn: Math.floor((index + lead) / 7) + 1,
                  }}
                  title={words}
                  aria-label={words}
                  onFocus={() => setFocused(index)}
                  onClick={() => open(index)}
                >
                  {count >= 25 ? number(count) : ''}
                </button>
              );
            })}
          </div>
        </div>
        <ul className="calendar-key" aria-label="Expiries a day">
          <li>per day</li>
          {levels.map(([least, words], index) => (
            <li key={least}>
              <i className={`calendar-day level-${index}`} />
              {words}
            </li>
          ))}
          <li>
            <i className="calendar-day level-0 today" />
            today
          </li>
        </ul>
      </div>
    </ChartFrame>
  );
}
