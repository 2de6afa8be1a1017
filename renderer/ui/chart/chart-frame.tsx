import { type ReactNode, useId, useState } from 'react';
import { IconButton } from '#renderer/ui/button.tsx';
import { classNames } from '#renderer/ui/class-names.ts';
import { ChartTable, type TableRow } from './chart-table.tsx';
import './chart.css';

interface ChartFrameProps {
  /** The sentence that the chart proves, computed from its data. */
  readonly title: string;
  readonly subtitle?: ReactNode;
  /** By which rules the numbers came about, for whoever sees the picture alone. */
  readonly basis?: string | undefined;
  /** The same numbers as a table; every row opens what its mark opens. */
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
  readonly legend?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A chart with its sentence, and beside it the way to read the same as a table. */
export function ChartFrame({
  title,
  subtitle,
  basis,
  columns,
  rows,
  legend,
  className,
  children,
}: ChartFrameProps): ReactNode {
  const [asTable, setAsTable] = useState(false);
  const heading = useId();
  return (
    <section className={classNames('chart', className)} aria-labelledby={heading}>
      <header className="chart-head">
        <div className="chart-titles">
          <h2 id={heading} className="chart-title">
            {title}
          </h2>
          {(subtitle !== undefined || basis !== undefined) && (
            <p className="chart-subtitle">
              {subtitle}
              {subtitle !== undefined && basis !== undefined && ' '}
              {basis !== undefined && <code className="chart-basis">{basis}</code>}
            </p>
          )}
        </div>
        <IconButton
          icon={asTable ? 'graph' : 'list-flat'}
          size={14}
          label={asTable ? 'Show as chart' : 'Show as table'}
          pressed={asTable}
          onClick={() => setAsTable(!asTable)}
        />
      </header>
      {legend}
      <div className="chart-body">
        {asTable ? <ChartTable label={title} columns={columns} rows={rows} /> : children}
      </div>
    </section>
  );
}
