import type { ReactNode } from 'react';

export interface TableRow {
  readonly key: string;
  /** The first is the row's name, the rest are numbers in words. */
  readonly cells: readonly string[];
  /** Opens the rows behind the mark; absent where there are none. */
  readonly onOpen?: (() => void) | undefined;
}

export function ChartTable(props: {
  readonly label: string;
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
}): ReactNode {
  return (
    <div className="chart-table">
      <table aria-label={props.label}>
        <thead>
          <tr>
            {props.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map(({ key, cells: [name = '', ...cells], onOpen }) => (
            <tr key={key}>
              <th scope="row">
                {onOpen === undefined ? (
                  name
                ) : (
                  <button type="button" className="link-button" onClick={onOpen}>
                    {name}
                  </button>
                )}
              </th>
              {cells.map((cell, index) => (
                <td key={props.columns[index + 1] ?? index}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
