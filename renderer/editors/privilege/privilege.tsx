import { type ReactNode, useEffect, useState } from 'react';
import { CommandButton } from '#renderer/registry/command-button.tsx';
import { runCommand } from '#renderer/registry/contributions.ts';
import type { EditorProps } from '#renderer/registry/editor.ts';
import { editorUri, jsonParameter } from '#renderer/registry/uri.ts';
import { isFiltered, noFilter, readFilter } from '#renderer/state/inventory.ts';
import { usePrivilege } from '#renderer/state/privilege.ts';
import { useWatch } from '#renderer/state/use-watch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import type { InventoryFilter } from '#shared/contract/values.ts';
import { type Band, bands } from '#shared/model/score.ts';
import { Distribution } from './distribution.tsx';
import { Highest } from './highest.tsx';
import { OverTime } from './over-time.tsx';
import { PowerExposure } from './scatter.tsx';
import { topTitle } from './sentences.ts';
import './privilege.css';
import { TabList } from '#renderer/ui/tab-list.tsx';

/** An empty list lets all through, and so does a complete one. */
function toggledBands(chosen: readonly Band[], band: Band): Band[] {
  const ticked: readonly Band[] = chosen.length === 0 ? bands : chosen;
  const next = ticked.includes(band) ? ticked.filter((one) => one !== band) : [...ticked, band];
  return next.length === 0 || next.length === bands.length ? [] : next;
}

export default function PrivilegeEditor({ uri }: EditorProps): ReactNode {
  const { filter, setPrivilegeFilter } = usePrivilege();
  useEffect(() => {
    const wanted = jsonParameter(uri, 'filter');
    const read = wanted === undefined ? null : readFilter(wanted);
    if (read !== null) usePrivilege.getState().setPrivilegeFilter(read);
  }, [uri]);
  const [part, setPart] = useState<'highest' | 'time'>('highest');
  const { view, error } = useWatch('privilege.view', { filter });
  const bandCounts = useWatch('inventory.facets', { filter }).view?.bands ?? [];

  if (view === undefined) {
    return error === undefined ? null : <EmptyState icon="graph-scatter" title={error.message} text={error.hint} />;
  }
  if (view.total === 0) {
    return isFiltered(filter) ? (
      <EmptyState
        icon="graph-scatter"
        title="No identity matches the filters"
        actions={<Button onClick={() => setPrivilegeFilter(noFilter)}>Clear Filters</Button>}
      />
    ) : (
      <EmptyState
        icon="graph-scatter"
        title="No identities yet, so no scores"
        text="Import a vendor’s export to see what each identity can do and how exposed it is."
        actions={<CommandButton id="import.choose" primary />}
      />
    );
  }
  const open = (mark: NonNullable<InventoryFilter['mark']>): void =>
    void runCommand('editor.open', { uri: editorUri('inventory', { filter: { ...filter, mark } }) });
  return (
    <div className="privilege">
      <div className="privilege-charts">
        <Distribution
          view={view}
          bandCounts={bandCounts}
          shown={filter.bands}
          onToggle={(band) => setPrivilegeFilter({ bands: toggledBands(filter.bands, band) })}
          onOpen={open}
        />
        <PowerExposure view={view} onOpen={open} />
      </div>
      <section className="privilege-highest" aria-labelledby="highest-title">
        <header>
          <h2 id="highest-title" className="chart-title ellipsis">
            {part === 'time' ? 'Scores over time, and who moved' : topTitle(view)}
          </h2>
          <span className="grow" />
          <TabList<'highest' | 'time'>
            label="Below the charts"
            tabs={[
              { id: 'highest', title: `The ${view.top.length} Highest` },
              { id: 'time', title: 'Over Time' },
            ]}
            chosen={part}
            onChoose={setPart}
          />
        </header>
        {part === 'time' ? <OverTime epoch={view} /> : <Highest rows={view.top} />}
      </section>
    </div>
  );
}
