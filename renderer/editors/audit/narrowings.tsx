import type { ReactNode } from 'react';
import { IconButton } from '#renderer/ui/button.tsx';
import type { TimelineFilter } from '#shared/contract/charts.ts';

interface Narrowing {
  readonly id: string;
  readonly words: string;
  readonly without: Partial<TimelineFilter>;
}

const names = (keys: readonly string[]): string => keys.map((key) => (key === '' ? 'nobody' : key)).join(', ');

function narrowingsOf(filter: TimelineFilter): readonly Narrowing[] {
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

/** What the lanes and the legend have narrowed, each as a chip that takes itself away. */
export function Narrowings(props: {
  filter: TimelineFilter;
  onChange(change: Partial<TimelineFilter>): void;
}): ReactNode {
  return narrowingsOf(props.filter).map(({ id, words, without }) => (
    <span key={id} className="audit-chip" title={words}>
      <span className="ellipsis">{words}</span>
      <IconButton icon="close" size={12} label={`Remove filter ${words}`} onClick={() => props.onChange(without)} />
    </span>
  ));
}
