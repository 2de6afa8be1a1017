import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Icon } from '#renderer/ui/icon.tsx';

/** ms after the last key before the engine is asked. */
const pause = 120;

interface QueryBoxProps {
  readonly text: string;
  onChange(text: string): void;
}

export function QueryBox({ text, onChange }: QueryBoxProps): ReactNode {
  const [draft, setDraft] = useState(text);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => setDraft(text), [text]);
  useEffect(() => {
    if (draft === text) return;
    const timer = setTimeout(() => onChange(draft), pause);
    return () => clearTimeout(timer);
  }, [draft, text, onChange]);
  return (
    <div className="query-box">
      <Icon name="search" size={14} />
      <input
        ref={input}
        type="text"
        role="searchbox"
        aria-label="Filter identities"
        placeholder="Filter by name, id, owner or tenant"
        spellCheck={false}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && draft !== '') {
            setDraft('');
            onChange('');
            event.stopPropagation();
          }
        }}
      />
      {draft !== '' && (
        <button
          type="button"
          className="icon-button"
          aria-label="Clear filter text"
          onClick={() => {
            setDraft('');
            onChange('');
            input.current?.focus();
          }}
        >
          <Icon name="close" size={14} />
        </button>
      )}
    </div>
  );
}
