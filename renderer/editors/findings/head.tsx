import type { ReactNode } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { noFindingsFilter, useFindings } from '#renderer/state/findings.ts';
import { completeFindings } from '#renderer/state/query.ts';
import type { ViewOf } from '#renderer/state/use-watch.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { number, plural } from '#renderer/ui/format.ts';
import { Select } from '#renderer/ui/input.tsx';
import { Menu, type MenuGroups } from '#renderer/ui/menu.tsx';
import { PageHead } from '#renderer/ui/page.tsx';
import { QueryBox } from '#renderer/ui/query-box.tsx';
import { exportFormats, groupings } from '#shared/contract/findings.ts';

const options = [
  { value: '', label: 'no groups' },
  ...groupings.map((by) => ({ value: by, label: `by ${by}` })),
] as const;

/** What the list is about, and what it is narrowed to and grouped by. */
export function FindingsHead({ view }: { readonly view: ViewOf<'findings.list'> | undefined }): ReactNode {
  const { rules, severities, text, by, folded, change } = useFindings();
  const rule = rules.length === 1 ? view?.rules.find((one) => one.rule === rules[0]) : undefined;
  const narrowed = rules.length > 0 || severities.length > 0 || text !== '';
  const inRules = view?.rules.filter(({ rule: id }) => rules.length === 0 || rules.includes(id)).length ?? 0;
  return (
    <>
      <PageHead
        title={
          rule === undefined
            ? `${plural(view?.matched ?? 0, 'finding')} in ${plural(inRules, 'rule')}`
            : `${rule.rule} ${rule.title}: ${plural(view?.matched ?? 0, 'identity', 'identities')}`
        }
        text={
          rule === undefined
            ? 'Most severe first. Space tells all of one, Enter opens the identity, Ctrl+. its fixes.'
            : rule.why + (rule.owasp === null ? '' : ` (${rule.owasp})`)
        }
      />
      <div className="findings-filter">
        <QueryBox
          label="Filter findings"
          placeholder="Filter by words, or ask: severity:high kind:agent owner:none"
          text={text}
          onChange={(next) => change({ text: next })}
          complete={completeFindings}
          after={
            narrowed && (
              <IconButton
                icon="save"
                size={14}
                label="Save Query…"
                keys="Ctrl+S"
                onClick={() => void runCommand('view.save-query')}
              />
            )
          }
        />
        <span className="dim nowrap" role="status">
          {view === undefined ? '' : `${number(view.matched)} of ${number(view.total)}`}
        </span>
        {narrowed && (
          <button type="button" className="link-button nowrap" onClick={() => change(noFindingsFilter)}>
            Clear Filters
          </button>
        )}
        <Select
          label="Group findings"
          value={by ?? ''}
          options={options}
          onChange={(value) => void runCommand('findings.group', { by: value === '' ? null : value })}
        />
        {by !== null && (
          <IconButton
            icon={folded.all ? 'expand-all' : 'collapse-all'}
            label={folded.all ? 'Unfold All Groups' : 'Fold All Groups'}
            onClick={() => void runCommand(folded.all ? 'findings.unfold-all' : 'findings.fold-all')}
          />
        )}
        <Menu
          label="Export findings"
          groups={() => exportGroups(narrowed)}
          trigger={<IconButton icon="export" label="Export…" />}
        />
      </div>
    </>
  );
}

/** What is shown, and all of it where that is more. */
function exportGroups(narrowed: boolean): MenuGroups {
  const entries = (all: boolean, words: string) =>
    exportFormats.map((format) => ({
      key: `${format} ${words}`,
      label: `${words} as ${format.toUpperCase()}…`,
      onSelect: () => void runCommand('findings.export', { format, all }),
    }));
  return narrowed ? [entries(false, 'Those Shown'), entries(true, 'All')] : [entries(true, 'All')];
}
