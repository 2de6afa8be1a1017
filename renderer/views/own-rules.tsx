import type { ReactNode } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { useLayout } from '#renderer/state/layout.ts';
import { ruleUri } from '#renderer/state/own-rules.ts';
import { useWatch } from '#renderer/state/use-watch.ts';
import { BandMark } from '#renderer/ui/band-mark.tsx';
import { IconButton } from '#renderer/ui/button.tsx';
import { number } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { List } from '#renderer/ui/list.tsx';
import { Section } from '#renderer/ui/section.tsx';

/** The rules of the workspace's own; choosing one opens its text. */
export function OwnRules(): ReactNode {
  const { view } = useWatch('ownRules.list', {});
  const front = useLayout((layout) => layout.groups[layout.focusedGroup]?.active);
  const rules = view?.rules ?? [];
  return (
    <Section
      title="Rules of your own"
      count={rules.length}
      actions={<IconButton icon="add" size={14} label="New Rule…" onClick={() => void runCommand('rule.new')} />}
    >
      <List
        label="Rules of your own"
        items={rules.map(({ id, title, why, severity, count, stale }) => ({
          key: id,
          text: title,
          title: stale ? `${id}: its newest text cannot be read by this version` : `${id}: ${why}`,
          count: number(count),
          selected: front === ruleUri(id),
          content: (
            <>
              {stale ? <Icon name="warning" className="warning-text" /> : <BandMark band={severity} />}
              <span className="list-text">{title}</span>
            </>
          ),
        }))}
        onChoose={(id) => void runCommand('rule.edit', { id })}
      />
    </Section>
  );
}
