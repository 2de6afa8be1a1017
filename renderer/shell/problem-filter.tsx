import type { ReactNode } from 'react';
import { narrowProblems, useProblems } from '#renderer/state/problems.ts';
import { problemsTotal, useSession } from '#renderer/state/session.ts';
import { classNames } from '#renderer/ui/class-names.ts';
import { number } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';

/** In the head of the panel: which of the two sorts of problems are shown, and a filter over them. */
export function ProblemFilter(): ReactNode {
  const { text, findings, imports } = useProblems();
  const all = useSession(problemsTotal);
  const ofImports = useSession((session) => session.status?.counts.problems ?? 0);
  return (
    <span className="panel-filter">
      <Sort
        label="Findings"
        count={all - ofImports}
        on={findings}
        onClick={() => narrowProblems({ findings: !findings })}
      />
      <Sort label="Imports" count={ofImports} on={imports} onClick={() => narrowProblems({ imports: !imports })} />
      <span className="input">
        <Icon name="filter" size={14} />
        <input
          type="search"
          aria-label="Filter problems"
          placeholder="Filter, as in severity:high owner:none"
          spellCheck={false}
          value={text}
          onChange={(event) => narrowProblems({ text: event.target.value })}
        />
      </span>
    </span>
  );
}

function Sort(props: {
  readonly label: string;
  readonly count: number;
  readonly on: boolean;
  onClick(): void;
}): ReactNode {
  const { label, count, on, onClick } = props;
  return (
    <button type="button" aria-pressed={on} className={classNames('panel-sort', on && 'on')} onClick={onClick}>
      {`${label} ${number(count)}`}
    </button>
  );
}
