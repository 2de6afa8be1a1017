import { type ReactNode, useEffect, useRef, useState } from 'react';
import { IconButton } from '#renderer/ui/button.tsx';
import { Input } from '#renderer/ui/input.tsx';
import type { TimelineFilter } from '#shared/contract/charts.ts';

/** ms after the last key before the engine is asked. */
const pause = 120;

interface Narrowing {
  readonly id: string;
  readonly words: string;
  readonly without: Partial<TimelineFilter>;
}

const names = (keys: readonly string[]): string => keys.map((key) => (key === '' ? 'nobody' : key)).join(', ');

function narrowings(filter: TimelineFilter): readonly Narrowing[] {
  const all: (Narrowing & { readonly on: boolean })[] = [
    { id: 'humans', words: `human ${names(filter.humans)}`, without: { humans: [] }, on: filter.humans.length > 0 },
    { id: 'agents', words: `agent ${names(filter.agents)}`, without: { agents: [] }, on: filter.agents.length > 0 },
    {
      id: 'actions',
      words: `action ${names(filter.actions)}`,
      without: { actions: [] },
      on: filter.actions.length > 0,
    },
    {
      id: 'decisions',
      words: filter.decisions.join(', '),
      without: { decisions: [] },
      on: filter.decisions.length === 1,
    },
    { id: 'identity', words: 'one identity', without: { identity: null }, on: filter.identity !== null },
  ];
  return all.filter((one) => one.on);
}

interface FilterBoxProps {
  readonly filter: TimelineFilter;
  readonly active: boolean;
  onChange(change: Partial<TimelineFilter>): void;
}

/** Free text, and beside it what the lanes and the legend have narrowed. */
export function FilterBox({ filter, active, onChange }: FilterBoxProps): ReactNode {
  const { text } = filter;
  const [draft, setDraft] = useState(text);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => setDraft(text), [text]);
  useEffect(() => {
    if (draft === text) return;
    const timer = setTimeout(() => onChange({ text: draft }), pause);
    return () => clearTimeout(timer);
  }, [draft, text, onChange]);
  useEffect(() => {
    if (!active) return;
    const focus = (): void => input.current?.select();
    window.addEventListener('nhi:focus-filter', focus);
    return () => window.removeEventListener('nhi:focus-filter', focus);
  }, [active]);
  const clear = (): void => {
    setDraft('');
    onChange({ text: '' });
  };
  return (
    <Input
      ref={input}
      className="audit-filter"
      role="searchbox"
      label="Filter events"
      icon="search"
      placeholder="Filter by human, agent, action, object, reason or trace"
      value={draft}
      onChange={(event) => setDraft(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || draft === '') return;
        clear();
        event.stopPropagation();
      }}
      after={
        <>
          {narrowings(filter).map(({ id, words, without }) => (
            <span key={id} className="audit-chip" title={words}>
              <span className="ellipsis">{words}</span>
              <IconButton icon="close" size={12} label={`Remove filter ${words}`} onClick={() => onChange(without)} />
            </span>
          ))}
          {draft !== '' && <IconButton icon="close" size={14} label="Clear filter text" onClick={clear} />}
        </>
      }
    />
  );
}
