import { type ReactNode, useState } from 'react';
import { allCommands } from '#renderer/registry/contributions.ts';
import { keysOf, keyWords } from '#renderer/registry/keybinding.ts';
import { Input } from '#renderer/ui/input.tsx';
import './keyboard-shortcuts.css';

/** Keys that belong to a list or a grid and are no commands. */
const fixed = [
  ['Grid: previous and next row', 'Up, Down'],
  ['Grid: show the row in the detail part', 'Space'],
  ['Grid: open the row', 'Enter'],
  ['Grid: select a range', 'Shift+Up, Shift+Down'],
  ['Grid: select all', 'Ctrl+A'],
  ['Grid: copy the selected rows', 'Ctrl+C'],
  ['Side bar: only this value', 'Ctrl+Space'],
] as const;

export default function KeyboardShortcutsEditor(): ReactNode {
  const [text, setText] = useState('');
  const rows = [
    ...allCommands().flatMap((command) =>
      keysOf(command).length === 0
        ? []
        : [{ title: `${command.category}: ${command.title}`, keys: keysOf(command).map(keyWords), id: command.id }],
    ),
    ...fixed.map(([title, keys]) => ({ title, keys: keys.split(', '), id: '' })),
  ];
  const wanted = text.toLowerCase();
  const shown = rows.filter((row) => `${row.title} ${row.keys.join(' ')} ${row.id}`.toLowerCase().includes(wanted));
  return (
    <div className="shortcuts">
      <div className="shortcuts-head">
        <Input
          label="Find a shortcut"
          type="search"
          icon="search"
          placeholder="Find by command or key"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <span className="dim" role="status">
          {shown.length} of {rows.length}
        </span>
      </div>
      <section className="shortcuts-scroll" aria-label="Shortcuts" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Command</th>
              <th scope="col">Keys</th>
              <th scope="col">Id</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.title}>
                <td>{row.title}</td>
                <td>
                  {row.keys.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </td>
                <td>
                  <code>{row.id}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
