import { commandById, runCommand } from '#renderer/registry/contributions.ts';
import { shownKey } from '#renderer/registry/keybinding.ts';
import { type PanelId, useLayout } from '#renderer/state/layout.ts';
import { problemsTotal, useSession } from '#renderer/state/session.ts';
import { Badge } from '#renderer/ui/badge.tsx';
import { IconButton } from '#renderer/ui/button.tsx';
import { classNames } from '#renderer/ui/class-names.ts';
import { JournalList } from './journal-list.tsx';
import { OutputList } from './output-list.tsx';
import { ProblemFilter } from './problem-filter.tsx';
import { ProblemList } from './problem-list.tsx';
import './panel.css';

const panels: readonly { readonly id: PanelId; readonly title: string }[] = [
  { id: 'problems', title: 'Problems' },
  { id: 'output', title: 'Output' },
  { id: 'journal', title: 'Journal' },
];
const lists = { problems: ProblemList, output: OutputList, journal: JournalList } as const;

/** The strip at the foot is always there; opened, it shows the list of its active tab. */
export function Panel() {
  const { panelVisible, panelSize, panel } = useLayout();
  const problems = useSession(problemsTotal);
  const List = lists[panel];
  return (
    <section
      className="panel"
      aria-label="Panel"
      data-part="panel"
      style={panelVisible ? { height: panelSize } : undefined}
    >
      <div className="panel-head">
        <div role="tablist" aria-label="Panel" className="row">
          {panels.map(({ id, title }) => {
            const on = panelVisible && panel === id;
            return (
              <button
                key={id}
                type="button"
                role="tab"
                aria-selected={on}
                className={classNames('panel-tab', on && 'on')}
                onClick={() => void runCommand(on ? 'layout.toggle-panel' : `panel.${id}`)}
              >
                {title}
                {id === 'problems' ? <Badge count={problems} label={`${problems} problems and findings`} /> : null}
              </button>
            );
          })}
        </div>
        <span className="grow" />
        {panelVisible && panel === 'problems' ? <ProblemFilter /> : null}
        <IconButton
          icon={panelVisible ? 'chevron-down' : 'chevron-up'}
          label={panelVisible ? 'Hide Panel' : 'Show Panel'}
          keys={shownKey(commandById('layout.toggle-panel'))}
          side="top"
          onClick={() => void runCommand('layout.toggle-panel')}
        />
      </div>
      {panelVisible ? (
        <div className="panel-body" role="tabpanel" aria-label={panels.find(({ id }) => id === panel)?.title}>
          <List />
        </div>
      ) : null}
    </section>
  );
}
