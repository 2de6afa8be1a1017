import { ContextMenu as Context, DropdownMenu } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { Icon } from './icon.tsx';
import './menu.css';

interface MenuEntry {
  readonly key: string;
  readonly label: string;
  readonly keys?: string | undefined;
  /** In the place of the tick. */
  readonly icon?: string;
  /** What it would do, behind the label. */
  readonly effect?: string | undefined;
  readonly disabled?: boolean;
  readonly checked?: boolean | undefined;
  readonly onSelect: () => void;
}
/** Groups are parted by a line; empty ones vanish. */
export type MenuGroups = readonly (readonly MenuEntry[])[];

interface ItemProps {
  className?: string;
  disabled?: boolean;
  onSelect?: (event: Event) => void;
  children?: ReactNode;
}

/** The rows of a menu, drawn with the item and separator of whichever radix menu holds them. */
export function menuRows(
  groups: MenuGroups,
  Item: (props: ItemProps) => ReactNode,
  Separator: (props: { className?: string }) => ReactNode,
): ReactNode {
  return groups
    .filter((group) => group.length > 0)
    .map((group, at) => (
      <div key={group[0]?.key} role="presentation">
        {at === 0 ? null : <Separator className="menu-separator" />}
        {group.map((entry) => (
          <Item key={entry.key} className="menu-item" disabled={entry.disabled === true} onSelect={entry.onSelect}>
            <span className="menu-tick">
              {entry.checked === true || entry.icon !== undefined ? (
                <Icon name={entry.icon ?? 'check'} size={14} />
              ) : null}
            </span>
            <span className="menu-label">{entry.label}</span>
            {entry.effect === undefined ? null : <span className="menu-keys">{entry.effect}</span>}
            {entry.keys === undefined ? null : <span className="menu-keys">{entry.keys}</span>}
          </Item>
        ))}
      </div>
    ));
}

/** Only drawn while the menu is open, so that what it offers is asked for at that moment. */
function Rows(props: {
  groups: () => MenuGroups;
  item: (props: ItemProps) => ReactNode;
  separator: (props: { className?: string }) => ReactNode;
}) {
  return menuRows(props.groups(), props.item, props.separator);
}

/** A menu that drops from its trigger. */
export function Menu(props: {
  trigger: ReactElement;
  groups: () => MenuGroups;
  side?: 'bottom' | 'right';
  label: string;
}) {
  const { trigger, groups, side = 'bottom', label } = props;
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className="menu"
          side={side}
          align={side === 'right' ? 'end' : 'start'}
          sideOffset={2}
          collisionPadding={4}
          aria-label={label}
          loop
        >
          <Rows groups={groups} item={DropdownMenu.Item} separator={DropdownMenu.Separator} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** The menu of a right click or the menu key on what it wraps. */
export function ContextMenu(props: { children: ReactElement; groups: () => MenuGroups; label: string }) {
  return (
    <Context.Root modal={false}>
      <Context.Trigger asChild>{props.children}</Context.Trigger>
      <Context.Portal>
        <Context.Content className="menu" collisionPadding={4} aria-label={props.label} loop>
          <Rows groups={props.groups} item={Context.Item} separator={Context.Separator} />
        </Context.Content>
      </Context.Portal>
    </Context.Root>
  );
}

/** A menu that stands at a place of the window instead of dropping from a button. */
export function MenuAt(props: {
  readonly at: { readonly x: number; readonly y: number };
  readonly groups: MenuGroups;
  readonly label: string;
  /** What it is about, above the first entry. */
  readonly title: ReactNode;
  onClose(): void;
}) {
  const { at, groups, label, title, onClose } = props;
  return (
    <DropdownMenu.Root open modal={false} onOpenChange={(open) => (open ? undefined : onClose())}>
      <DropdownMenu.Trigger asChild>
        <span aria-hidden className="menu-anchor" style={{ left: at.x, top: at.y }} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className="menu"
          align="start"
          sideOffset={2}
          collisionPadding={4}
          aria-label={label}
          data-part="overlay"
          loop
          onCloseAutoFocus={(event) => event.preventDefault()}
        >
          <DropdownMenu.Label className="menu-title">{title}</DropdownMenu.Label>
          {menuRows(groups, DropdownMenu.Item, DropdownMenu.Separator)}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
