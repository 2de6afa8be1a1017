import {
  allCommands,
  allEditors,
  contextKeys,
  editorFor,
  isEnabled,
  runCommand,
} from '#renderer/registry/contributions.ts';
import { shownKey } from '#renderer/registry/keybinding.ts';
import { type IdentityMatch, useIdentityMatches } from '#renderer/state/identity-matches.ts';
import { type LayoutValues, useLayout } from '#renderer/state/layout.ts';
import { hidePalette, showPalette, usePalette } from '#renderer/state/palette.ts';
import { useSession } from '#renderer/state/session.ts';
import { kindIconName, kindWord } from '#renderer/ui/kind-icon.tsx';
import { fuzzyMatch } from './fuzzy.ts';
import { QuickPick, type QuickPickGroup, type QuickPickItem } from './quick-pick.tsx';

function matching<T extends { readonly label: string }>(
  items: readonly T[],
  query: string,
): (T & { hits: readonly number[] })[] {
  return items
    .flatMap((item) => {
      const match = fuzzyMatch(item.label, query);
      return match === null ? [] : [{ item: { ...item, hits: match.hits }, score: match.score }];
    })
    .sort((a, b) => (query === '' ? 0 : b.score - a.score))
    .map(({ item }) => item);
}

function commandItems(query: string): readonly QuickPickItem[] {
  const keys = contextKeys();
  const items = allCommands()
    .filter((command) => command.palette !== false && isEnabled(command, { ...keys, part: 'editor' }))
    .map((command) => ({
      id: command.id,
      icon: 'blank',
      label: `${command.category}: ${command.title}`,
      keys: shownKey(command),
      onChoose: () => void runCommand(command.id),
    }));
  return matching(items, query);
}

const identityItem = (match: IdentityMatch): QuickPickItem => ({
  id: match.id,
  icon: kindIconName(match.kind),
  label: match.name,
  detail: `${kindWord(match.kind)}, ${match.tenant}${match.score === null ? '' : `, score ${match.score}`}`,
  onChoose: () => void runCommand('editor.open', { uri: `nhi:/identity/${match.id}`, preview: false }),
});

function pageItems(query: string, workspaceOpen: boolean): readonly QuickPickItem[] {
  const items = allEditors()
    .filter((editor) => editor.home !== undefined && (workspaceOpen || editor.standalone === true))
    .map((editor) => ({
      id: editor.home ?? editor.id,
      icon: editor.icon,
      label: editor.title(editor.home ?? ''),
      onChoose: () => void runCommand('editor.open', { uri: editor.home }),
    }));
  return matching(items, query);
}

function recentItems(layout: LayoutValues): readonly QuickPickItem[] {
  return layout.recent.slice(0, 12).flatMap((key) => {
    const editor = editorFor(key);
    if (editor === undefined) return [];
    return {
      id: `recent ${key}`,
      icon: layout.names[key]?.icon ?? editor.icon,
      label: layout.names[key]?.title ?? editor.title(key),
      onChoose: () => void runCommand('editor.open', { uri: key }),
    };
  });
}

const workspaceItems = (
  recent: readonly { readonly path: string; readonly name: string }[],
): readonly QuickPickItem[] =>
  recent.map(({ path, name }) => ({
    id: `workspace ${path}`,
    icon: 'folder',
    label: name,
    detail: path,
    onChoose: () => void runCommand('workspace.open-path', { path }),
  }));
const none: readonly never[] = [];

/** Ctrl+P asks for identities and pages, Ctrl+Shift+P (a leading `>`) for commands. */
export function Palette() {
  const { visible, text } = usePalette();
  const layout = useLayout();
  const workspaceOpen = useSession((session) => session.status?.workspace != null);
  const recent = useSession((session) => session.status?.recent ?? none);
  const commandsWanted = text.startsWith('>');
  const query = (commandsWanted ? text.slice(1) : text).trim();
  const { matches, isOfThisText } = useIdentityMatches(visible && !commandsWanted && workspaceOpen ? query : '', 30);
  const groups: readonly QuickPickGroup[] = !visible
    ? []
    : commandsWanted
      ? [{ heading: 'Commands', items: commandItems(query) }]
      : query === ''
        ? [
            { heading: 'Recently opened', items: recentItems(layout) },
            { heading: 'Pages', items: pageItems('', workspaceOpen) },
            { heading: 'Recent workspaces', items: workspaceItems(recent) },
          ]
        : [
            { heading: 'Identities', items: matches.map(identityItem) },
            { heading: 'Pages', items: pageItems(query, workspaceOpen) },
          ];
  return (
    <QuickPick
      open={visible}
      label={commandsWanted ? 'Command palette' : 'Quick open'}
      placeholder="Find an identity or a page by name, or type > for commands"
      text={text}
      groups={groups}
      awaits={visible && !isOfThisText}
      empty={commandsWanted ? 'No command of this name.' : 'Nothing of this name.'}
      onText={showPalette}
      onClose={hidePalette}
    />
  );
}
