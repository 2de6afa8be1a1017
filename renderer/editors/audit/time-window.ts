/** Epoch milliseconds, `from` before `to`. */
export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

/** Below a second there is nothing more to see. ms */
const narrowest = 1000;

/** The window of this length that lies in the span, moved as little as needed. */
function inside(from: number, length: number, span: TimeWindow): TimeWindow {
  const whole = Math.max(1, span.to - span.from);
  const kept = Math.min(length, whole);
  const start = Math.min(Math.max(from, span.from), span.to - kept);
  return { from: start, to: start + kept };
}

/** `factor` below 1 looks closer; what is at `anchor` stays where it is. */
export function zoomed(window: TimeWindow, span: TimeWindow, anchor: number, factor: number): TimeWindow {
  const length = Math.max(narrowest, (window.to - window.from) * factor);
  const share = (anchor - window.from) / Math.max(1, window.to - window.from);
  return inside(anchor - share * length, length, span);
}

/** `by` in ms; the window stops at the ends of the span. */
export const panned = (window: TimeWindow, span: TimeWindow, by: number): TimeWindow =>
  inside(window.from + by, window.to - window.from, span);

/** The window moved only when `at` is outside, then with it in the middle. */
export function holding(window: TimeWindow, span: TimeWindow, at: number): TimeWindow {
  if (at >= window.from && at < window.to) return window;
  const length = window.to - window.from;
  return inside(at - length / 2, length, span);
}

/** Between two instants in either order, as the brush is drawn. */
export function between(one: number, other: number, span: TimeWindow): TimeWindow {
  const from = Math.min(one, other);
  return inside(from, Math.max(narrowest, Math.abs(other - one)), span);
}

export const isWhole = (window: TimeWindow, span: TimeWindow): boolean =>
  window.from <= span.from && window.to >= span.to;
