import type { ViewOf } from '#renderer/state/use-watch.ts';

/** Events that three lanes can show without becoming bars. */
const readable = 600;

/**
 * The window over about the last few hundred events up to now, judged by the bars of the brush; the whole span where
 * there are no more than that. `now` may lie before the end of the span: a demo's clock stands still.
 */
export function latestWindow(
  { span, brush }: Pick<ViewOf<'timeline.view'>, 'span' | 'brush'>,
  now: number,
): { readonly from: number | null; readonly to: number | null } {
  const whole = { from: null, to: null };
  const end = Math.min(span.to, Math.max(span.from, now) + 1);
  let left = readable;
  for (let bar = brush.counts.length - 1; bar >= 0; bar -= 1) {
    const start = brush.from + bar * brush.step;
    const count = brush.counts[bar] ?? 0;
    if (start >= end || count === 0) continue;
    const length = Math.min(end, start + brush.step) - start;
    if (count >= left) return { from: Math.floor(start + length * (1 - left / count)), to: Math.ceil(end) };
    left -= count;
  }
  return whole;
}
