import type { ReactNode } from 'react';
import { commandById, contextKeys, isEnabled, runCommand } from '#renderer/registry/contributions.ts';
import { contentNow, sameContent } from '#renderer/state/saved-views.ts';
import { useWatch, type ViewOf } from '#renderer/state/use-watch.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { List, type ListItem } from '#renderer/ui/list.tsx';
import type { MenuGroups } from '#renderer/ui/menu.tsx';
import { Section } from '#renderer/ui/section.tsx';
import type { QueryOver } from '#shared/contract/queries.ts';

export interface BuiltInView {
  readonly key: string;
  readonly text: string;
  readonly icon: string;
  readonly selected: boolean;
  readonly count?: number;
}

type Saved = ViewOf<'views.list'>['views'][number];

/** The views that come with the workbench, then those that were saved in the workspace: F2 renames, Delete deletes. */
export function SavedViews(props: {
  over: QueryOver;
  title: string;
  builtIn: readonly BuiltInView[];
  onBuiltIn(key: string): void;
}): ReactNode {
  const { over, title, builtIn, onBuiltIn } = props;
  const saved = useWatch('views.list', { over }).view?.views ?? [];
  const now = contentNow(over);
  const find = (key: string): Saved | undefined => saved.find(({ id }) => id === key);
  const items: ListItem[] = [
    ...builtIn.map(({ key, text, icon, selected, count }) => ({
      key,
      text,
      selected,
      count,
      content: row(icon, text),
    })),
    ...saved.map((view) => ({
      key: view.id,
      text: view.name,
      title: `${view.name}, saved by ${view.by}`,
      selected: sameContent(view.content, now),
      count: view.count ?? undefined,
      content: row('bookmark', view.name),
    })),
  ];
  if (items.length === 0) return null;
  return (
    <Section title={title}>
      <List
        label={title}
        items={items}
        onChoose={(key) => {
          const view = find(key);
          if (view === undefined) onBuiltIn(key);
          else void runCommand('view.show', { content: view.content });
        }}
        menu={(key) => menuOf(find(key))}
        onKey={(key, pressed) => {
          const view = find(key);
          if (view === undefined) return false;
          void runCommand(pressed === 'F2' ? 'view.rename' : 'view.remove', view);
          return true;
        }}
      />
    </Section>
  );
}

const row = (icon: string, text: string): ReactNode => (
  <>
    <Icon name={icon} />
    <span className="list-text">{text}</span>
  </>
);

function menuOf(view: Saved | undefined): MenuGroups {
  if (view === undefined) return [];
  const command = commandById('view.rename');
  const disabled = command !== undefined && !isEnabled(command, contextKeys());
  const entry = (id: string, label: string, keys: string) => ({
    key: id,
    label,
    keys,
    disabled,
    onSelect: () => void runCommand(id, view),
  });
  return [[entry('view.rename', 'Rename…', 'F2'), entry('view.remove', 'Delete', 'Delete')]];
}
