import { KindIcon, kindWord } from '#renderer/ui/kind-icon.tsx';
import type { IdentityKind } from '#shared/model/identity.ts';
import type { Column } from './column.ts';

/** The name of an identity with the icon of its kind; the kind in words on hover. */
export const nameColumn = <Row extends { readonly name: string; readonly kind: IdentityKind }>(
  width: number,
  grow: number,
): Column<Row> => ({
  id: 'name',
  title: 'Name',
  width,
  grow,
  cell: ({ name, kind }) => (
    <span className="icon-cell" title={`${name}, ${kindWord(kind)}`}>
      <KindIcon kind={kind} />
      <span>{name}</span>
    </span>
  ),
  text: ({ name }) => name,
});
