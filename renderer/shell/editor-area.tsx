import { useRef } from 'react';
import { useLayout } from '#renderer/state/layout.ts';
import { Sash } from '#renderer/ui/sash.tsx';
import { EditorGroup } from './editor-group.tsx';
import './editor-area.css';

/** One or two groups of tabs side by side. */
export function EditorArea() {
  const groups = useLayout((layout) => layout.groups);
  const focusedGroup = useLayout((layout) => layout.focusedGroup);
  const split = useLayout((layout) => layout.split);
  const host = useRef<HTMLElement>(null);
  const width = host.current?.clientWidth ?? 1000;
  return (
    <main className="editor-area" ref={host}>
      {groups.map((group, index) => (
        <div
          // The place is what a group is.
          // biome-ignore lint/suspicious/noArrayIndexKey: groups have no other identity than left and right
          key={index}
          className="editor-slot"
          style={groups.length === 1 ? undefined : { flex: `${index === 0 ? split : 1 - split} 1 0` }}
        >
          {index === 0 ? null : (
            <Sash
              label="Width of the left editor group"
              axis="x"
              grows="forward"
              size={Math.round(split * width)}
              min={Math.round(width * 0.2)}
              max={Math.round(width * 0.8)}
              onResize={(size) => useLayout.setState({ split: size / width })}
              onReset={() => useLayout.setState({ split: 0.5 })}
            />
          )}
          <EditorGroup group={group} index={index} focused={index === focusedGroup} />
        </div>
      ))}
    </main>
  );
}
