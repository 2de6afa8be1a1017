import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';

interface Props {
  readonly what: string;
  readonly children: ReactNode;
}

/** A fault in one page stays in that page. */
export class ErrorBoundary extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error(`fault in ${this.props.what}`, error, info.componentStack);
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <EmptyState
        icon="error"
        title={`${this.props.what} cannot be shown because of a fault in the workbench.`}
        text="Your data is safe: pages only show it."
        actions={<Button onClick={() => this.setState({ failed: false })}>Try again</Button>}
      />
    );
  }
}
