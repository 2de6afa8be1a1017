import { type KeyboardEvent, useRef } from 'react';
import { menuGroups } from '#renderer/registry/commands-in-menu.ts';
import { allViews, commandById, contextKeys, runCommand } from '#renderer/registry/contributions.ts';
import { shownKey } from '#renderer/registry/keybinding.ts';
import type { ViewContribution } from '#renderer/registry/view.ts';
import { useLayout } from '#renderer/state/layout.ts';
import { classNames } from '#renderer/ui/class-names.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { Menu } from '#renderer/ui/menu.tsx';
import { Tooltip } from '#renderer/ui/tooltip.tsx';
import './activity-bar.css';

const noBadge = (): null => null;

function ActivityButton(props: { view: ViewContribution; active: boolean; inSide: boolean; tabbable: boolean }) {
  const { view, active, inSide, tabbable } = props;
  const badge = (view.useBadge ?? noBadge)();
  const label = badge === null ? view.title : `${view.title}, ${badge.count} ${badge.label}`;
  return (
    <Tooltip text={label} keys={shownKey(commandById(`activity.${view.id}`))} side="right">
      <button
        type="button"
        role="tab"
        aria-selected={active}
        aria-label={label}
        tabIndex={tabbable ? 0 : -1}
        className={classNames('activity', active && 'on')}
        onClick={() =>
          void (active && inSide ? runCommand('layout.toggle-side') : runCommand('activity.show', { id: view.id }))
        }
      >
        <Icon name={view.icon} size={24} />
        {badge === null || badge.count === 0 ? null : <b>{badge.count > 99 ? '99+' : badge.count}</b>}
      </button>
    </Tooltip>
  );
}

export function ActivityBar() {
  const { activity, sideVisible } = useLayout();
  const host = useRef<HTMLElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 || (event.target as Element).closest('[role="menu"]') !== null) return; // A key event of React comes from an element.
    const buttons = [...(host.current?.querySelectorAll<HTMLElement>('.activity') ?? [])];
    const at = buttons.findIndex((button) => button.matches(':focus'));
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
    event.preventDefault();
  };
  return (
    <nav className="activity-bar" aria-label="Activities" data-part="activity" ref={host} onKeyDown={onKeyDown}>
      <div role="tablist" aria-orientation="vertical" aria-label="Activities">
        {allViews().map((view) => (
          <ActivityButton
            key={view.id}
            view={view}
            active={activity === view.id && sideVisible}
            inSide={activity === view.id && sideVisible}
            tabbable={activity === view.id}
          />
        ))}
      </div>
      <span className="grow" />
      <Menu
        label="Help"
        side="right"
        groups={() => menuGroups('activity_help', contextKeys())}
        trigger={
          <button type="button" className="activity" aria-label="Help" title="Help">
            <Icon name="question" size={24} />
          </button>
        }
      />
      <Tooltip text="Settings" keys={shownKey(commandById('settings.open'))} side="right">
        <button
          type="button"
          className="activity"
          aria-label="Settings"
          onClick={() => void runCommand('settings.open')}
        >
          <Icon name="settings-gear" size={24} />
        </button>
      </Tooltip>
    </nav>
  );
}
