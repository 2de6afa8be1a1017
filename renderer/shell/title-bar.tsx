import { Menubar } from 'radix-ui';
import { useState } from 'react';
import type { MenuId } from '#renderer/registry/command.ts';
import { menuGroups } from '#renderer/registry/commands-in-menu.ts';
import { commandById, contextKeys, runCommand } from '#renderer/registry/contributions.ts';
import { shownKey } from '#renderer/registry/keybinding.ts';
import { useDetailPart } from '#renderer/state/detail-part.ts';
import { useLayout } from '#renderer/state/layout.ts';
import { shownName } from '#renderer/state/moment.ts';
import { useSession } from '#renderer/state/session.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { menuRows } from '#renderer/ui/menu.tsx';
import './title-bar.css';

const menus: readonly (readonly [MenuId, string])[] = [
  ['file', 'File'],
  ['edit', 'Edit'],
  ['view', 'View'],
  ['go', 'Go'],
  ['help', 'Help'],
];

function Logo() {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M8 1 14 4.5v7L8 15 2 11.5v-7Z" fill="none" stroke="var(--vscode-focusBorder)" strokeWidth="1.5" />
      <circle cx="8" cy="8" r="2.2" fill="var(--vscode-focusBorder)" />
    </svg>
  );
}

function Menus() {
  const [open, setOpen] = useState('');
  return (
    <Menubar.Root className="title-menus" value={open} onValueChange={setOpen} loop>
      {menus.map(([id, title]) => (
        <Menubar.Menu key={id} value={id}>
          <Menubar.Trigger className="title-menu">{title}</Menubar.Trigger>
          <Menubar.Portal>
            <Menubar.Content className="menu" align="start" sideOffset={4} collisionPadding={4} loop>
              {open === id ? menuRows(menuGroups(id, contextKeys()), Menubar.Item, Menubar.Separator) : null}
            </Menubar.Content>
          </Menubar.Portal>
        </Menubar.Menu>
      ))}
    </Menubar.Root>
  );
}

/** A button for a command: its title, key and icon. */
function CommandButton(props: { id: string; icon: string; label?: string; pressed?: boolean; disabled?: boolean }) {
  const { id, icon, label, pressed, disabled = false } = props;
  const command = commandById(id);
  return (
    <IconButton
      icon={icon}
      label={label ?? command?.title ?? id}
      keys={shownKey(command)}
      disabled={disabled}
      {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
      onClick={() => void runCommand(id)}
    />
  );
}

export function TitleBar() {
  const { sideVisible, panelVisible, place, history } = useLayout();
  const detailVisible = useDetailPart((part) => part.visible);
  const workspace = useSession((session) => session.status?.workspace ?? null);
  const host = useSession((session) => session.host);
  const window = (action: string): void => void runCommand(`window.${action}`);
  return (
    <header className="title" data-part="title">
      <h1 className="visually-hidden">
        {workspace === null ? 'NHI Workbench' : `${shownName(workspace)}, NHI Workbench`}
      </h1>
      <div className="title-left">
        <span className="title-logo">
          <Logo />
        </span>
        <Menus />
      </div>
      <div className="title-middle">
        <CommandButton id="go.back" icon="arrow-left" disabled={place <= 0} />
        <CommandButton id="go.forward" icon="arrow-right" disabled={place >= history.length - 1} />
        <button
          type="button"
          className="command-centre"
          title="Quick Open (Ctrl+P)"
          onClick={() => void runCommand('palette.quick-open')}
        >
          <Icon name="search" size={14} />
          <span className="ellipsis">{workspace === null ? 'NHI Workbench' : shownName(workspace)}</span>
        </button>
      </div>
      <div className="title-right">
        <CommandButton
          id="layout.toggle-side"
          label="Toggle Side Bar"
          icon={sideVisible ? 'layout-sidebar-left' : 'layout-sidebar-left-off'}
          pressed={sideVisible}
        />
        <CommandButton
          id="layout.toggle-panel"
          label="Toggle Panel"
          icon={panelVisible ? 'layout-panel' : 'layout-panel-off'}
          pressed={panelVisible}
        />
        <CommandButton
          id="layout.toggle-detail"
          label="Toggle Detail Part"
          icon={detailVisible ? 'layout-sidebar-right' : 'layout-sidebar-right-off'}
          pressed={detailVisible}
        />
        {host?.platform === 'darwin' || host?.fullScreen === true ? null : (
          <div className="window-buttons">
            <button type="button" aria-label="Minimize" onClick={() => window('minimize')}>
              <Icon name="chrome-minimize" />
            </button>
            <button
              type="button"
              aria-label={host?.maximized === true ? 'Restore' : 'Maximize'}
              onClick={() => window('toggle-maximize')}
            >
              <Icon name={host?.maximized === true ? 'chrome-restore' : 'chrome-maximize'} />
            </button>
            <button type="button" aria-label="Close" className="window-close" onClick={() => window('close')}>
              <Icon name="chrome-close" />
            </button>
          </div>
        )}
      </div>
    </header>
  );
}
