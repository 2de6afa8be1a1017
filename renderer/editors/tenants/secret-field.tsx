import { type ReactNode, useRef } from 'react';
import type { HeldSecrets } from '#renderer/state/tenant-form.ts';
import { handOver, useTenantPage } from '#renderer/state/tenants.ts';
import { Input } from '#renderer/ui/input.tsx';

/** What is typed goes to main when the field is left, and stays nowhere here. */
export function SecretField(props: {
  pageKey: string;
  which: keyof HeldSecrets;
  label: string;
  /** What the empty field says. */
  placeholder: string;
  invalid?: boolean;
  onEnter?: () => void;
}): ReactNode {
  const { pageKey, which, label, placeholder, invalid = false, onEnter } = props;
  const field = useRef<HTMLInputElement>(null);
  const { held } = useTenantPage(pageKey);
  const give = (): void => {
    const input = field.current;
    if (input === null || input.value === '') return;
    const text = input.value;
    input.value = '';
    void handOver(pageKey, which, text);
  };
  return (
    <Input
      ref={field}
      type="password"
      label={label}
      placeholder={held[which] === null ? placeholder : 'typed and handed over; type again to replace it'}
      invalid={invalid}
      onBlur={give}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        give();
        event.stopPropagation();
        onEnter?.();
      }}
    />
  );
}
