import { useEffect, useRef } from 'react';
import { useWatch } from '#renderer/state/use-watch.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';

const classOf = { info: undefined, warning: 'warning-text', error: 'error-text' } as const;

/** What the engine did, newest last; it follows the end until the analyst scrolls up. */
export function OutputList() {
  const { view } = useWatch('workspace.output', { last: 500 });
  const host = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  useEffect(() => {
    if (view !== undefined && follows.current && host.current !== null)
      host.current.scrollTop = host.current.scrollHeight;
  }, [view]);
  if (view === undefined) return null;
  if (view.lines.length === 0) return <EmptyState title="The engine has said nothing yet." />;
  return (
    <div
      className="output"
      ref={host}
      role="log"
      aria-label="Output"
      tabIndex={0}
      onScroll={(event) => {
        const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
        follows.current = scrollHeight - scrollTop - clientHeight < 30;
      }}
    >
      {view.lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines are only appended
        <div key={index} className={classOf[line.level]}>
          <span className="dim">{new Date(line.at).toISOString().slice(11, 23)}</span> {line.text}
        </div>
      ))}
    </div>
  );
}
