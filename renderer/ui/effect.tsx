import type { ReactNode } from 'react';
import { number } from './format.ts';
import './effect.css';

/** Names with a number before and after: `critical 51 → 53`. */
export function Changes(props: {
  readonly label: string;
  readonly rows: readonly {
    readonly key: string;
    readonly name: ReactNode;
    readonly before: number;
    readonly after: number;
  }[];
}): ReactNode {
  return (
    <table className="changes" aria-label={props.label}>
      <tbody>
        {props.rows.map(({ key, name, before, after }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            <td>{number(before)}</td>
            <td className="dim">{before === after ? '' : '→'}</td>
            <td className={before === after ? 'dim' : 'bold'}>{before === after ? '' : number(after)}</td>
            <td className="dim">
              {before === after ? '' : `${after > before ? '+' : '−'}${number(Math.abs(after - before))}`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
