import { Activity, lazy, Suspense, useEffect } from 'react';
import { type allEditors, commandById, editorFor } from '#renderer/registry/contributions.ts';
import { shownKey } from '#renderer/registry/keybinding.ts';
import { focusShownPage } from '#renderer/state/focus.ts';
import { type Group, type Tab, useLayout } from '#renderer/state/layout.ts';
import { changeTabs, settled } from '#renderer/state/tabs.ts';
import { classNames } from '#renderer/ui/class-names.ts';
import { Breadcrumb } from './breadcrumb.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { Tabs } from './tabs.tsx';

/** Hidden pages that keep their state and scroll position; older ones are drawn anew. */
const keptAlive = 5;

const components = new Map<string, ReturnType<typeof lazy<Awaited<ReturnType<Load>>['default']>>>();
type Load = ReturnType<typeof allEditors>[number]['load'];

function componentOf(id: string, load: Load) {
  const known = components.get(id);
  if (known !== undefined) return known;
  const made = lazy(load);
  components.set(id, made);
  return made;
}

/** Stands after the page, so that its effect runs once the page has loaded and its own effects have read the uri. */
function Settled({ uri, group }: { uri: string; group: number }) {
  useEffect(() => {
    changeTabs((layout) => settled(layout, uri, group));
    focusShownPage();
  }, [uri, group]);
  return null;
}

function Page(props: { tab: Tab; group: number; visible: boolean; active: boolean }) {
  const { tab, group, visible, active } = props;
  const editor = editorFor(tab.uri);
  if (editor === undefined) return null;
  const Component = componentOf(editor.id, editor.load);
  return (
    <Activity mode={visible ? 'visible' : 'hidden'}>
      <div className="editor-page" role="tabpanel" aria-label={tab.title ?? editor.title(tab.uri)}>
        <ErrorBoundary what={tab.title ?? editor.title(tab.uri)}>
          <Suspense fallback={null}>
            <Component uri={tab.uri} group={group} active={active} />
            <Settled uri={tab.uri} group={group} />
          </Suspense>
        </ErrorBoundary>
      </div>
    </Activity>
  );
}

function Watermark() {
  const ids = ['palette.show', 'palette.quick-open', 'import.choose', 'activity.inventory', 'layout.toggle-side'];
  return (
    <div className="empty-state">
      <dl className="watermark">
        {ids.map((id) => {
          const command = commandById(id);
          return command === undefined ? null : (
            <div key={id} style={{ display: 'contents' }}>
              <dt>{command.title}</dt>
              <dd>
                <kbd>{shownKey(command)}</kbd>
              </dd>
            </div>
          );
        })}
      </dl>
    </div>
  );
}

export function EditorGroup(props: { group: Group; index: number; focused: boolean }) {
  const { group, index, focused } = props;
  const recent = useLayout((layout) => layout.recent);
  const active = group.tabs.find((tab) => tab.key === group.active) ?? null;
  const alive = recent.filter((key) => group.tabs.some((tab) => tab.key === key)).slice(0, keptAlive);
  return (
    <section
      className={classNames('editor-group', focused && 'focused')}
      aria-label={`Editor group ${index + 1}`}
      data-part="editor"
      data-focused={focused}
      onFocus={() => {
        if (!focused) useLayout.setState({ focusedGroup: index });
      }}
      onPointerDown={() => {
        if (!focused) useLayout.setState({ focusedGroup: index });
      }}
    >
      <Tabs group={group} index={index} />
      {active === null ? null : <Breadcrumb tab={active} />}
      <div className="editor-body" tabIndex={-1} data-autofocus>
        {group.tabs
          .filter((tab) => tab.key === group.active || alive.includes(tab.key))
          .map((tab) => (
            <Page
              key={tab.key}
              tab={tab}
              group={index}
              visible={tab.key === group.active}
              active={focused && tab.key === group.active}
            />
          ))}
        {active === null ? <Watermark /> : null}
      </div>
    </section>
  );
}
