import { type KeyboardEvent, useEffect, useRef } from 'react';
import { menuGroups } from '#renderer/registry/commands-in-menu.ts';
import { commandById, contextKeys, editorFor, runCommand } from '#renderer/registry/contributions.ts';
import { shownKey } from '#renderer/registry/keybinding.ts';
import { draftKey, useDocuments } from '#renderer/state/documents.ts';
import type { Group, Tab } from '#renderer/state/layout.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { classNames } from '#renderer/ui/class-names.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { ContextMenu, Menu } from '#renderer/ui/menu.tsx';

function TabButton(props: { tab: Tab; index: number; active: boolean }) {
  const { tab, index, active } = props;
  const editor = editorFor(tab.uri);
  const host = useRef<HTMLDivElement>(null);
  const title = tab.title ?? editor?.title(tab.uri) ?? 'Unknown page';
  const where = { group: index, key: tab.key };
  const dirty = useDocuments(({ drafts }) => drafts[draftKey(tab.uri)] !== undefined);
  useEffect(() => {
    if (active) host.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [active]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    if (event.key === 'Enter' || event.key === ' ') void runCommand('editor.show-tab', where);
    else if (event.key === 'Delete') void runCommand('editor.close', where);
    else if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
      const sibling =
        event.key === 'ArrowRight' ? host.current?.nextElementSibling : host.current?.previousElementSibling;
      if (sibling instanceof HTMLElement) sibling.focus();
    } else return;
    event.preventDefault();
  };
  return (
    <ContextMenu label={title} groups={() => menuGroups('editor_title', contextKeys())}>
      <div
        ref={host}
        role="tab"
        aria-selected={active}
        aria-label={dirty ? `${title}, not saved` : title}
        tabIndex={active ? 0 : -1}
        className={classNames('tab', active && 'on', tab.preview && 'preview', dirty && 'dirty')}
        title={tab.preview ? `${title} (preview: double-click to keep)` : title}
        onMouseDown={(event) => {
          // The middle button closes; pressed down it would start to scroll.
          if (event.button === 1) event.preventDefault();
          else if (!(event.target instanceof Element && event.target.closest('.tab-close') !== null))
            void runCommand('editor.show-tab', where);
        }}
        onAuxClick={(event) => {
          if (event.button === 1) void runCommand('editor.close', where);
        }}
        onDoubleClick={() => void runCommand('editor.keep', where)}
        onKeyDown={onKeyDown}
      >
        <Icon name={tab.icon ?? editor?.icon ?? 'file'} />
        <span className="tab-title ellipsis">{title}</span>
        {/* For the mouse only: a tab holds no second stop; the keyboard closes by Ctrl+W or Delete. */}
        <span
          className="tab-close icon-button"
          aria-hidden
          title={`Close (${shownKey(commandById('editor.close'))})`}
          onClick={() => void runCommand('editor.close', where)}
        >
          <Icon name="close" className="tab-cross" />
          {dirty ? <Icon name="circle-filled" className="tab-dot" /> : null}
        </span>
      </div>
    </ContextMenu>
  );
}

export function Tabs(props: { group: Group; index: number }) {
  const { group, index } = props;
  const list = useRef<HTMLDivElement>(null);
  // What is shown keeps its tab in sight, also in a window that has become narrower.
  useEffect(() => {
    if (list.current === null) return;
    const observer = new ResizeObserver(([entry]) =>
      entry?.target.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' }),
    );
    observer.observe(list.current);
    return () => observer.disconnect();
  }, []);
  return (
    <div className="tabs">
      <div ref={list} className="tab-list" role="tablist" aria-label="Open editors">
        {group.tabs.map((tab) => (
          <TabButton key={tab.key} tab={tab} index={index} active={tab.key === group.active} />
        ))}
      </div>
      <div className="tab-actions">
        {group.tabs.length === 0 ? null : (
          <>
            <IconButton
              icon="split-horizontal"
              label="Split Editor Right"
              keys={shownKey(commandById('editor.split'))}
              onClick={() => void runCommand('editor.split')}
            />
            <Menu
              label="More actions"
              groups={() => menuGroups('editor_title', contextKeys())}
              trigger={<IconButton icon="ellipsis" label="More Actions" />}
            />
          </>
        )}
      </div>
    </div>
  );
}
