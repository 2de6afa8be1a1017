import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { number } from './format.ts';
import './tab-list.css';

export interface TabItem<Id extends string> {
  readonly id: Id;
  readonly title: string;
  /** Shown beside the title where it is above 0. */
  readonly count?: number | undefined;
}

interface TabListProps<Id extends string> {
  readonly label: string;
  readonly tabs: readonly TabItem<Id>[];
  readonly chosen: Id;
  onChoose(id: Id): void;
}

/** Views of one thing, one at a time: arrow keys go from tab to tab. */
export function TabList<Id extends string>({ label, tabs, chosen, onChoose }: TabListProps<Id>): ReactNode {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const at = tabs.findIndex(({ id }) => id === chosen) + step + tabs.length;
    const next = tabs[at % tabs.length];
    if (step === 0 || next === undefined) return;
    onChoose(next.id);
    list.current?.querySelector<HTMLElement>(`[data-section="${next.id}"]`)?.focus();
    event.preventDefault();
  };
  return (
    <div ref={list} className="tab-strip" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
      {tabs.map(({ id, title, count = 0 }) => (
        <button
          key={id}
          type="button"
          role="tab"
          data-section={id}
          aria-selected={id === chosen}
          tabIndex={id === chosen ? 0 : -1}
          onClick={() => onChoose(id)}
        >
          {title}
          {count > 0 && <span className="dim">{number(count)}</span>}
        </button>
      ))}
    </div>
  );
}
