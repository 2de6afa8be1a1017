import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { classNames } from './class-names.ts';
import './sash.css';

/**
 * The draggable line between two panes; the owner keeps the size (px). `grows`: the direction in which dragging makes
 * the pane larger. Arrow keys move it by 8 px, a double click asks for the usual size.
 */
export function Sash(props: {
  label: string;
  axis: 'x' | 'y';
  grows: 'forward' | 'backward';
  size: number;
  min: number;
  max: number;
  onResize: (size: number) => void;
  onReset?: () => void;
}) {
  const { label, axis, grows, size, min, max, onResize, onReset } = props;
  const drag = useRef<{ at: number; size: number } | null>(null);
  const sign = grows === 'forward' ? 1 : -1;
  const set = (value: number): void => onResize(Math.round(Math.min(max, Math.max(min, value))));
  const place = (event: PointerEvent): number => (axis === 'x' ? event.clientX : event.clientY);
  const onKeyDown = (event: KeyboardEvent): void => {
    const forward = axis === 'x' ? 'ArrowRight' : 'ArrowDown';
    const backward = axis === 'x' ? 'ArrowLeft' : 'ArrowUp';
    if (event.key === forward) set(size + 8 * sign);
    else if (event.key === backward) set(size - 8 * sign);
    else if (event.key === 'Home') set(min);
    else if (event.key === 'End') set(max);
    else return;
    event.preventDefault();
  };
  return (
    <div
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={axis === 'x' ? 'vertical' : 'horizontal'}
      aria-valuenow={size}
      aria-valuemin={min}
      aria-valuemax={max}
      className={classNames('sash', axis)}
      onKeyDown={onKeyDown}
      onDoubleClick={onReset}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { at: place(event), size };
      }}
      onPointerMove={(event) => {
        if (drag.current !== null) set(drag.current.size + (place(event) - drag.current.at) * sign);
      }}
      onPointerUp={() => {
        drag.current = null;
      }}
      onPointerCancel={() => {
        drag.current = null;
      }}
    />
  );
}
