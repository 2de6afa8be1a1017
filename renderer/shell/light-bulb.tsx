import type { ReactNode } from 'react';
import { hideBulb, useBulb } from '#renderer/state/light-bulb.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { MenuAt } from '#renderer/ui/menu.tsx';

/** The menu of fixes, wherever it was asked for. */
export function LightBulb(): ReactNode {
  const bulb = useBulb((state) => state.bulb);
  if (bulb === null) return null;
  return (
    <MenuAt
      at={bulb.at}
      groups={bulb.groups}
      label="Fixes"
      title={
        <>
          <Icon name="lightbulb" className="bulb" />
          <span className="ellipsis">{bulb.title}</span>
        </>
      }
      onClose={hideBulb}
    />
  );
}
