import type { ContextKeys, PartId } from '#renderer/registry/command.ts';
import { editorFor } from '#renderer/registry/contributions.ts';
import { useDetailPart } from '#renderer/state/detail-part.ts';
import { partOf } from '#renderer/state/focus.ts';
import { activeTab, useLayout } from '#renderer/state/layout.ts';
import { usePalette } from '#renderer/state/palette.ts';
import { enginePhase, useSession } from '#renderer/state/session.ts';

const parts: readonly PartId[] = ['title', 'activity', 'side', 'editor', 'panel', 'status', 'overlay'];
const textTypes = new Set(['text', 'search', 'email', 'number', 'password', 'url', '']);

/** Does the keyboard write into a field? Check boxes and sliders are inputs too, but write nothing. */
function isTyping(element: Element | null): boolean {
  if (element instanceof HTMLInputElement) return textTypes.has(element.type);
  return element instanceof HTMLTextAreaElement || (element instanceof HTMLElement && element.isContentEditable);
}

export function contextKeys(): ContextKeys {
  const layout = useLayout.getState();
  const session = useSession.getState();
  const tab = activeTab(layout);
  const focused = document.activeElement;
  const part = parts.find((one) => one === partOf(focused)) ?? 'editor';
  return {
    workspaceOpen: session.status?.workspace != null,
    readOnly: session.status?.workspace?.readOnly === true,
    isPast: session.status?.workspace?.moment != null,
    workspacePath: session.status?.workspace?.path ?? null,
    engineRunning: enginePhase(session) === 'running',
    editor: tab === null ? null : (editorFor(tab.uri)?.id ?? null),
    uri: tab?.uri ?? null,
    tabs: layout.groups[layout.focusedGroup]?.tabs.length ?? 0,
    groups: layout.groups.length,
    part: usePalette.getState().visible ? 'overlay' : part,
    typing: isTyping(focused),
    sideVisible: layout.sideVisible,
    panelVisible: layout.panelVisible,
    detailVisible: useDetailPart.getState().visible,
    theme: session.settings.theme,
  };
}
