import { type FocusEvent, type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { classNames } from './class-names.ts';
import { ContextMenu, type MenuGroups } from './menu.tsx';
import './list.css';

export interface ListItem {
  readonly key: string;
  /** What a typed letter jumps to, and the accessible name. */
  readonly text: string;
  readonly content: ReactNode;
  readonly count?: number | string | undefined;
  readonly title?: string;
  readonly selected?: boolean;
  /** Given: the row is a check box, and Space or a click toggles it. */
  readonly checked?: boolean | undefined;
  readonly indent?: number;
}

/**
 * Short lists of the side bar: one tab stop, arrows, Home, End and first letters move, Enter and Space choose.
 * `onChoose` gets the key, and whether Ctrl or Cmd was held.
 */
export function List(props: {
  label: string;
  items: readonly ListItem[];
  onChoose: (key: string, how: { readonly alone: boolean }) => void;
  /** What else can be done with a row: its context menu. Delete and F2 come to `onKey`; true: it was for this row. */
  menu?: ((key: string) => MenuGroups) | undefined;
  onKey?: ((key: string, pressed: 'Delete' | 'F2') => boolean) | undefined;
  className?: string;
}) {
  const { label, items, onChoose, menu, onKey, className } = props;
  const [current, setCurrent] = useState<string | null>(null);
  const host = useRef<HTMLDivElement>(null);
  const checks = items.some((item) => item.checked !== undefined);
  const index = Math.max(
    0,
    items.findIndex((item) => (current === null ? item.selected === true : item.key === current)),
  );

  const focusAt = (next: number): void => {
    const item = items[Math.min(items.length - 1, Math.max(0, next))];
    if (item === undefined) return;
    setCurrent(item.key);
    host.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(item.key)}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.metaKey) return;
    const item = items[index];
    if (event.key === 'ArrowDown') focusAt(index + 1);
    else if (event.key === 'ArrowUp') focusAt(index - 1);
    else if (event.key === 'Home') focusAt(0);
    else if (event.key === 'End') focusAt(items.length - 1);
    else if ((event.key === 'Enter' || event.key === ' ') && item !== undefined)
      onChoose(item.key, { alone: event.ctrlKey });
    else if ((event.key === 'Delete' || event.key === 'F2') && item !== undefined) {
      if (onKey?.(item.key, event.key) !== true) return;
    } else if (event.key.length === 1 && !event.ctrlKey) {
      const letter = event.key.toLowerCase();
      const order = [...items.slice(index + 1), ...items.slice(0, index + 1)];
      const found = order.find((candidate) => candidate.text.toLowerCase().startsWith(letter));
      if (found === undefined) return;
      focusAt(items.indexOf(found));
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={host}
      role={checks ? 'group' : 'listbox'}
      aria-label={label}
      className={classNames('list', className)}
      onFocus={(event: FocusEvent<HTMLElement>) => setCurrent(event.target.dataset['key'] ?? current)}
    >
      {items.map((item, at) => {
        const groups = menu?.(item.key) ?? [];
        const row = (
          <div
            key={item.key}
            data-key={item.key}
            role={checks ? 'checkbox' : 'option'}
            tabIndex={at === index ? 0 : -1}
            {...(checks ? { 'aria-checked': item.checked === true } : { 'aria-selected': item.selected === true })}
            title={item.title ?? item.text}
            className={classNames('list-row', item.selected === true && 'selected')}
            style={item.indent === undefined ? undefined : { paddingLeft: 20 + 16 * item.indent }}
            onKeyDown={onKeyDown}
            onClick={(event) => onChoose(item.key, { alone: event.ctrlKey || event.metaKey })}
          >
            {item.content}{' '}
            {item.count === undefined ? null : (
              <span className="list-count">
                {typeof item.count === 'number' ? item.count.toLocaleString('en-US') : item.count}
              </span>
            )}
          </div>
        );
        return groups.length === 0 ? (
          row
        ) : (
          <ContextMenu key={item.key} label={item.text} groups={() => groups}>
            {row}
          </ContextMenu>
        );
      })}
    </div>
  );
}
